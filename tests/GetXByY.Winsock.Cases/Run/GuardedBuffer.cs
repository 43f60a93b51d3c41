using System.Runtime.InteropServices;

namespace GetXByY.Winsock.Cases;

/// <summary>A caller's buffer between guards.</summary>
internal sealed unsafe class GuardedBuffer : IDisposable
{
    private const int Guard = 64;
    private const byte Fill = 0xA5;

    private readonly byte* _memory;
    private readonly int _total;
    private readonly int _length;

    /// <param name="length">What the caller says its length is; nothing is there when it is negative.</param>
    /// <param name="misalignment">How far it lies from an address that 16 divides.</param>
    internal GuardedBuffer(int length, int misalignment)
    {
        Claimed = length;
        _length = Math.Max(length, 0);
        _total = Guard + misalignment + _length + Guard;
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)_total, 16);
        Address = _memory + Guard + misalignment;
        new Span<byte>(_memory, _total).Fill(Fill);
    }

    internal byte* Address { get; }

    internal int Claimed { get; }

    internal ReadOnlySpan<byte> Bytes => new(Address, _length);

    internal bool IsUntouched => !Bytes.ContainsAnyExcept(Fill);

    internal bool AreGuardsWhole
    {
        get
        {
            var all = new ReadOnlySpan<byte>(_memory, _total);
            int start = (int)(Address - _memory);
            return !all[..start].ContainsAnyExcept(Fill) && !all[(start + _length)..].ContainsAnyExcept(Fill);
        }
    }

    internal bool Holds(void* place, int length) =>
        place >= Address && (byte*)place + length <= Address + _length;

    public void Dispose() => NativeMemory.AlignedFree(_memory);
}
