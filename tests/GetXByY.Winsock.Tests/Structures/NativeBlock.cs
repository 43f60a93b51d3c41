using System.Runtime.InteropServices;

namespace GetXByY.Winsock.Tests;

/// <summary>Memory for one result, between guards, at an address that is as misaligned as wanted.</summary>
internal sealed unsafe class NativeBlock : IDisposable
{
    private const int Guard = 64;
    private const byte Fill = 0xA5;

    private readonly byte* _memory;
    private readonly int _total;

    internal NativeBlock(int length, int misalignment = 0)
    {
        Length = length;
        _total = Guard + 8 + length + Guard;
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)_total, 16);
        new Span<byte>(_memory, _total).Fill(Fill);
        Address = (nint)_memory + Guard + misalignment;
    }

    internal int Length { get; }

    internal nint Address { get; }

    internal Span<byte> Bytes => new((void*)Address, Length);

    internal bool IsUntouched => !Bytes.ContainsAnyExcept(Fill);

    internal bool AreGuardsUntouched
    {
        get
        {
            var all = new ReadOnlySpan<byte>(_memory, _total);
            int start = (int)(Address - (nint)_memory);
            return !all[..start].ContainsAnyExcept(Fill) && !all[(start + Length)..].ContainsAnyExcept(Fill);
        }
    }

    public void Dispose() => NativeMemory.AlignedFree(_memory);
}
