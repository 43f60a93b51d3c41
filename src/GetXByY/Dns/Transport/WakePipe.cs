using System.IO.Pipes;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GetXByY.Dns.Transport;

/// <summary>The wake-up of Unix: a pipe to ourselves, which no state of the network can take away. One octet in it ends the
/// pump's wait.</summary>
/// <remarks><see cref="Signal"/> may be called from any thread, the rest by the pump.</remarks>
internal sealed partial class WakePipe : IDisposable
{
    // A pipe holds 65,536 octets, and a full one would hold up who signals. Far fewer come between two waits: one for a
    // sleep, one for each connection that is being made.
    private const int MostSignals = 4096;

    // Both are closed in children.
    private readonly SafeHandle _outgoing;
    private readonly SafeHandle _incoming;

    // Where .NET has made the two ends: it holds them.
    private readonly IDisposable? _pipe;
    private readonly byte[] _octets = new byte[MostSignals];

    /// <exception cref="SocketException">The process may have no more open files.</exception>
    internal WakePipe()
    {
        if (OperatingSystem.IsLinux())
            (_incoming, _outgoing) = OpenOnLinux();
        else
            (_incoming, _outgoing) = OpenOnUnix(out _pipe);
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
        _incoming.Dispose();
        _pipe?.Dispose();
    }

    // Apart, so that its assembly is not loaded where it is not asked.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (SafeHandle Incoming, SafeHandle Outgoing) OpenOnUnix(out IDisposable holder)
    {
        try
        {
            var pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
            holder = pipe;
            return (pipe.SafePipeHandle, pipe.ClientSafePipeHandle);
        }
        catch (IOException e)
        {
            throw new SocketException((int)SocketError.TooManyOpenSockets, e.Message);
        }
    }

    [LibraryImport("libc", EntryPoint = "write")]
    private static partial nint Write(SafeHandle pipe, ReadOnlySpan<byte> octets, nint count);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(SafeHandle pipe, Span<byte> octets, nint count);
}
