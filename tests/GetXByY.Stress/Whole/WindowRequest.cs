using System.Runtime.InteropServices;
using GetXByY.Engine;
using GetXByY.Winsock;

namespace GetXByY.Stress;

/// <summary>A request of the Winsock face with a buffer in native memory. Its message's number names this object, so a
/// message is known even before its starter knows the handle.</summary>
internal sealed unsafe class WindowRequest(LookupEngine engine, StressTally tally, uint message)
    : WholeRequest(engine, tally)
{
    private const byte Poison = 0xDB;

    private readonly byte* _buffer = Allocate();

    // What the last request has left in the buffer.
    private readonly byte[] _kept = [.. Enumerable.Repeat(Poison, WinSock.MAXGETHOSTSTRUCT)];
    private nint _handle;
    private nint _window;
    private int _found;
    private int _failed;
    private int _afterCancel;
    private int _counted;
    private long _wParam;

    /// <summary>Its message, or a successful cancel. Whoever poisons the buffer is done before the wave is.</summary>
    internal override bool HasEnded => Volatile.Read(ref _found) + Volatile.Read(ref _failed) + Cancels != 0;

    internal override uint Handle => (uint)_handle;

    private Span<byte> Contents => new(_buffer, WinSock.MAXGETHOSTSTRUCT);

    /// <summary>Says to which window the next message is to go.</summary>
    internal void Use(nint window) => _window = window;

    /// <summary>A message of its number was taken.</summary>
    internal void OnMessage(in WindowMessage taken)
    {
        if (IsCancelled)
            Interlocked.Increment(ref _afterCancel);
        Volatile.Write(ref _wParam, (long)taken.WParam);
        Interlocked.Increment(ref WinSock.WSAGETASYNCERROR(taken.LParam) == 0 ? ref _found : ref _failed);
    }

    internal override void Count(ref EndCounts ends)
    {
        ends.Count(_found, _failed, Cancels);
        _counted = _found + _failed;
        // A message of another handle is that of one before, which ended without.
        if (_counted != 0 && _wParam != _handle)
            _afterCancel++;
        ends.MessagesAfterCancel += _afterCancel;
        if (IsCancelled && Contents.ContainsAnyExcept(Poison))
            ends.WritesAfterCancel++;
        if (_found != 0 && !Contents.ContainsAnyExcept(Poison))
            Tally.Violate($"{_handle} brought a message and no entry");
        if (_failed != 0 && Kind != QuestionKind.MissingHost)
            Tally.Violate($"{_handle} ({Kind}) failed");
        Contents.CopyTo(_kept);
    }

    internal void Free()
    {
        CheckAtRest();
        NativeMemory.Free(_buffer);
    }

    protected override void Begin()
    {
        CheckAtRest();
        Contents.Fill(Poison);
        _counted = _found = _failed = _afterCancel = 0;
        nint buffer = (nint)_buffer;
        int length = WinSock.MAXGETHOSTSTRUCT;
        _handle = Kind switch
        {
            QuestionKind.Host => WinSock.WSAAsyncGetHostByName(_window, message, KnownHost, buffer, length),
            QuestionKind.MissingHost => WinSock.WSAAsyncGetHostByName(_window, message, MissingHost, buffer, length),
            QuestionKind.Service => WinSock.WSAAsyncGetServByName(_window, message, "http", "tcp", buffer, length),
            _ => WinSock.WSAAsyncGetProtoByName(_window, message, "udp", buffer, length),
        };
        if (_handle == 0)
            Tally.Violate("a start was refused although there was room");
    }

    protected override CancelOutcome CancelOnce()
    {
        if (WinSock.WSACancelAsyncRequest(_handle) == 0)
        {
            // From here on the memory is the program's own again.
            Contents.Fill(Poison);
            return CancelOutcome.CancelledInFlight;
        }
        if (WinSock.WSAGetLastError() is not (WinSock.WSAEALREADY or WinSock.WSAEINVAL) and int error)
            Tally.Violate($"a cancel of {_handle} failed with {error}");
        return CancelOutcome.AlreadyCompleted;
    }

    // Since it was counted.
    private void CheckAtRest()
    {
        if (!Contents.SequenceEqual(_kept))
            Tally.Violate($"the buffer of {_handle} was written when it had long ended");
        if (_found + _failed != _counted)
            Tally.Violate($"a message came for {_handle} when it had long ended");
    }

    private static byte* Allocate()
    {
        byte* buffer = (byte*)NativeMemory.Alloc(WinSock.MAXGETHOSTSTRUCT);
        new Span<byte>(buffer, WinSock.MAXGETHOSTSTRUCT).Fill(Poison);
        return buffer;
    }
}
