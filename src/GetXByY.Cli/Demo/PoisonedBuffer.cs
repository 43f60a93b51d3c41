using System.Runtime.InteropServices;

namespace GetXByY.Cli.Demo;

/// <summary>A caller's buffer. After a successful cancel it is filled with poison, so that a later write shows.</summary>
internal sealed unsafe class PoisonedBuffer(int length) : IDisposable
{
    private const byte Poison = 0xA5;

    private byte* _memory = (byte*)NativeMemory.AllocZeroed((nuint)length);
    private bool _isPoisoned;

    internal nint Address => (nint)_memory;

    internal int Length => length;

    /// <summary>Whether somebody wrote to it after it was poisoned.</summary>
    internal bool WasWritten => _isPoisoned && new ReadOnlySpan<byte>(_memory, length).ContainsAnyExcept(Poison);

    internal void FillWithPoison()
    {
        new Span<byte>(_memory, length).Fill(Poison);
        _isPoisoned = true;
    }

    public void Dispose()
    {
        NativeMemory.Free(_memory);
        _memory = null;
    }
}
