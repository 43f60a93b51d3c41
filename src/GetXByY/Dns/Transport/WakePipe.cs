using System.IO.Pipes;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GetXByY.Dns.Transport;

/// <summary>The wake-up of Unix: a pipe to ourselves, which no state of the network can take away. One octet in it ends the
/// pump's wait.</summary>
/// <remarks><see cref="Signal"/> may be called from any thread, the rest by the pump.</remarks>
internal sealed partial class WakePipe : IDisposable
{
    // A pipe holds 65,536 octets, and a full one would hold up who signals. Far fewer come between two waits: one for a
    // sleep, one for each connection that is being made.
    private const int MostSignals = 4096;

    // It is there to make the two ends and to hold them: both are closed in children.
    private readonly AnonymousPipeServerStream _pipe;
    private readonly SafePipeHandle _outgoing;
    private readonly SafePipeHandle _incoming;
    private readonly byte[] _octets = new byte[MostSignals];

    /// <exception cref="SocketException">The process may have no more open files.</exception>
    internal WakePipe()
    {
        try
        {
            _pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        }
        catch (IOException e)
        {
            throw new SocketException((int)SocketError.TooManyOpenSockets, e.Message);
        }
        _outgoing = _pipe.ClientSafePipeHandle;
        _incoming = _pipe.SafePipeHandle;
        Descriptor = (int)_incoming.DangerousGetHandle();
    }

    /// <summary>What becomes readable.</summary>
    internal int Descriptor { get; }

    /// <summary>Ends the wait.</summary>
    internal void Signal()
    {
        try
        {
            // Nothing stands in its way, unless somebody closes descriptors that are not theirs; the pump sees that.
            Write(_outgoing, [1], 1);
        }
        catch (ObjectDisposedException)
        {
            // The engine has ended meanwhile: nobody waits any more.
        }
    }

    /// <summary>Takes the signals out, if there are some.</summary>
    /// <param name="returned">What poll(2) has told of <see cref="Descriptor"/>.</param>
    /// <exception cref="SocketException">It wakes nobody any more.</exception>
    internal void Clear(short returned)
    {
        if ((returned & ~PollEntry.In) != 0)
            throw new SocketException((int)SocketError.NetworkDown, "Somebody else has closed the pipe that wakes the engine.");
        // Without a signal it would wait for one.
        if (returned != 0)
            Read(_incoming, _octets, MostSignals);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _outgoing.Dispose();
        _pipe.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(SafePipeHandle pipe, ReadOnlySpan<byte> octets, nint count);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(SafePipeHandle pipe, Span<byte> octets, nint count);
}
