using System.Runtime.InteropServices;

namespace GetXByY.Simulation;

/// <summary>A caller's buffer in native memory, with a fence on both sides.</summary>
internal sealed unsafe class GuardedBuffer
{
    internal const byte Poison = 0xDB;
    private const byte Guard = 0xA5;
    private const int GuardLength = 32;

    private readonly Schedule _schedule;
    private readonly byte* _memory;

    // What it must hold while nobody may write to it; null while a request may.
    private byte[]? _expected;

    internal GuardedBuffer(Schedule schedule, int length)
    {
        _schedule = schedule;
        Length = length;
        _memory = (byte*)NativeMemory.Alloc((nuint)(length + 2 * GuardLength));
        new Span<byte>(_memory, length + 2 * GuardLength).Fill(Guard);
        Contents.Fill(Poison);
    }

    internal int Length { get; }

    internal nint Address => (nint)(_memory + GuardLength);

    internal Span<byte> Contents => new(_memory + GuardLength, Length);

    /// <summary>How often it was lent.</summary>
    internal int Loan { get; private set; }

    /// <summary>A request may write to it from now on.</summary>
    internal void Lend()
    {
        Loan++;
        _expected = null;
    }

    /// <summary>No request may write to it any more: it is filled anew, as a program might do that uses it for something
    /// else.</summary>
    internal void TakeBack()
    {
        Contents.Fill(Poison);
        _expected = Contents.ToArray();
    }

    /// <summary>A request has written its result and may not write again.</summary>
    internal void Keep() => _expected ??= Contents.ToArray();

    internal void Check(WindowRequest request)
    {
        if (_expected is not null && !Contents.SequenceEqual(_expected))
            _schedule.Violate($"{request}: its buffer was written when it had ended");
        if (new Span<byte>(_memory, GuardLength).ContainsAnyExcept(Guard)
            || new Span<byte>(_memory + GuardLength + Length, GuardLength).ContainsAnyExcept(Guard))
            _schedule.Violate($"{request}: something was written beside its buffer");
    }

    internal void Free() => NativeMemory.Free(_memory);
}
