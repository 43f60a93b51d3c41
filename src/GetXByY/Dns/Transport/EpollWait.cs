using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GetXByY.Dns.Transport;

/// <summary>The wait of Linux: epoll(7), which remembers the sockets from one wait to the next, and forgets them when they
/// are closed. Only the pump uses it, but for <see cref="Wake"/>, which any thread may call.</summary>
/// <remarks>The wake-up does not stand in it, but beside it: the pump that does not sleep need not look for it each time, and
/// only poll(2) tells when somebody else has closed it.</remarks>
internal sealed partial class EpollWait : IDisposable
{
    private const int CloseOnExec = 0x80000;
    private const int AddSocket = 1;
    private const int RemoveSocket = 2;
    private const int ChangeSocket = 3;
    private const int Interrupted = 4;
    private const uint In = 1;
    private const uint Out = 4;

    private const int MostReady = 128;

    // So many waits in a row may leave signals where they are, for there is room for 65,536. With each come one from a pusher
    // and as many as there are connections that are being made.
    private const int MostUnlooked = 64;

    // struct epoll_event: four octets, then eight, which are aligned except on the processors where Linux began.
    private static readonly int s_eventSize =
        RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 ? 12 : 16;

    private readonly WakePipe _wake = new();
    private readonly SafeFileHandle _epoll;
    private readonly int _descriptor;
    private readonly PollEntry[] _entries = new PollEntry[2];
    private readonly byte[] _events = new byte[MostReady * 16];
    private int _unlooked;

    /// <exception cref="SocketException">The process may have no more open files.</exception>
    internal EpollWait()
    {
        _descriptor = Create(CloseOnExec);
        if (_descriptor < 0)
        {
            _wake.Dispose();
            throw new SocketException((int)SocketError.TooManyOpenSockets, "epoll_create1(2) fails.");
        }
        _epoll = new SafeFileHandle(_descriptor, ownsHandle: true);
        _entries[0] = new PollEntry { Descriptor = _wake.Descriptor, Events = PollEntry.In };
        _entries[1] = new PollEntry { Descriptor = _descriptor, Events = PollEntry.In };
    }

    /// <summary>At how many sockets the last wait has found something: something to receive, room to send, an error.</summary>
    internal int ReadyCount { get; private set; }

    /// <summary>The key of one of them.</summary>
    internal ulong KeyOf(int index) =>
        BitConverter.ToUInt64(_events, index * s_eventSize + s_eventSize - sizeof(ulong));

    /// <summary>Adds a socket to all further waits, until it is closed.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="key">By what it is known again.</param>
    /// <returns>False when the system may watch no more.</returns>
    internal bool TryAdd(int socket, ulong key) => Control(socket, AddSocket, key, wantsToSend: false);

    /// <summary>Says whether a wait is to end when there is room to send.</summary>
    internal void Change(int socket, ulong key, bool wantsToSend) => Control(socket, ChangeSocket, key, wantsToSend);

    /// <summary>Takes a socket out that may stay open for a while.</summary>
    internal void Remove(int socket) => Control(socket, RemoveSocket, 0, wantsToSend: false);

    /// <summary>Forgets what the last wait has found.</summary>
    internal void Clear() => ReadyCount = 0;

    /// <summary>Waits until something happens, or somebody wakes. What was signalled before a wait returns that sleeps is
    /// forgotten, so whatever was signalled for is to be looked at after that.</summary>
    /// <param name="milliseconds">How long at most; 0 to see what has happened already.</param>
    /// <exception cref="SocketException">It cannot be woken any more.</exception>
    internal void Wait(int milliseconds)
    {
        if (milliseconds != 0 || ++_unlooked == MostUnlooked)
        {
            _unlooked = 0;
            if (!PollEntry.TryPoll(_entries, _entries.Length, milliseconds))
                throw new SocketException((int)SocketError.NetworkDown, "poll(2) fails.");
            _wake.Clear(_entries[0].Returned);
        }
        int ready = WaitForEvents(_descriptor, _events, MostReady, 0);
        if (ready < 0 && Marshal.GetLastPInvokeError() != Interrupted)
            throw new SocketException((int)SocketError.NetworkDown, "epoll_wait(2) fails.");
        ReadyCount = Math.Max(ready, 0);
    }

    /// <summary>Ends the wait, now or when it next sleeps.</summary>
    internal void Wake() => _wake.Signal();

    /// <inheritdoc/>
    public void Dispose()
    {
        _epoll.Dispose();
        _wake.Dispose();
    }

    private bool Control(int socket, int operation, ulong key, bool wantsToSend)
    {
        Span<byte> change = stackalloc byte[16];
        BitConverter.TryWriteBytes(change, wantsToSend ? In | Out : In);
        BitConverter.TryWriteBytes(change[(s_eventSize - sizeof(ulong))..], key);
        return Control(_descriptor, operation, socket, change) == 0;
    }

    [LibraryImport("libc", EntryPoint = "epoll_create1")]
    private static partial int Create(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl")]
    private static partial int Control(int epoll, int operation, int socket, ReadOnlySpan<byte> change);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    private static partial int WaitForEvents(int epoll, Span<byte> events, int count, int milliseconds);
}
