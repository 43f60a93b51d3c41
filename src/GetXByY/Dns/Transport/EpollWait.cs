using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GetXByY.Dns.Transport;

/// <summary>The wait of Linux: epoll(7), which remembers the sockets from one wait to the next, and forgets them when they
/// are closed. Only the pump uses it, but for <see cref="Wake"/>, which any thread may call.</summary>
/// <remarks>The wake-up does not stand in it, but beside it: the pump that does not sleep need not look for it each time, and
/// only poll(2) tells when somebody else has closed it. The first few sockets that are open for a moment only stand beside it,
/// too: to bring one to epoll's knowledge, and to ask epoll what poll has told already, takes longer than to name it once or twice.</remarks>
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

    private const int FirstBeside = 2;
    private const int MostBeside = 8;

    // So many waits in a row may leave signals where they are, for there is room for 65,536. With each come one from a pusher
    // and as many as there are connections that are being made.
    private const int MostUnlooked = 64;

    // struct epoll_event: four octets, then eight, which are aligned except on the processors where Linux began.
    private static readonly int s_eventSize =
        RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 ? 12 : 16;

    private readonly WakePipe _wake = new();
    private readonly SafeFileHandle _epoll;
    private readonly int _descriptor;

    // The wake-up, epoll, and the sockets beside it with their keys.
    private readonly PollEntry[] _entries = new PollEntry[FirstBeside + MostBeside];
    private readonly ulong[] _keys = new ulong[MostBeside];
    private int _beside;

    // What the last wait has found there, and in epoll.
    private readonly ulong[] _readyBeside = new ulong[MostBeside];
    private int _readyBesideCount;
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
    internal ulong KeyOf(int index) => index < _readyBesideCount
        ? _readyBeside[index]
        : BitConverter.ToUInt64(_events, (index - _readyBesideCount + 1) * s_eventSize - sizeof(ulong));

    /// <summary>Adds a socket to all further waits, until it is closed.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="key">By what it is known again.</param>
    /// <returns>False when the system may watch no more.</returns>
    internal bool TryAdd(int socket, ulong key) => Control(socket, AddSocket, key, wantsToSend: false);

    /// <summary>Adds a socket that will not be open for long to all further waits, until it is taken out.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="key">By what it is known again.</param>
    /// <returns>False when the system may watch no more.</returns>
    internal bool TryAddBriefly(int socket, ulong key)
    {
        if (_beside == MostBeside)
            return TryAdd(socket, key);
        _entries[FirstBeside + _beside] = new PollEntry { Descriptor = socket, Events = PollEntry.In };
        _keys[_beside++] = key;
        return true;
    }

    /// <summary>A socket that was added briefly stays open for long.</summary>
    internal void Keep(int socket, ulong key)
    {
        if (FindBeside(socket) is int place and >= 0 && TryAdd(socket, key))
            RemoveBeside(place);
    }

    /// <summary>Takes a socket out that was added briefly and is about to be closed.</summary>
    internal void RemoveBrief(int socket)
    {
        if (FindBeside(socket) is int place and >= 0)
            RemoveBeside(place);
    }

    /// <summary>Says whether a wait is to end when there is room to send.</summary>
    internal void Change(int socket, ulong key, bool wantsToSend) => Control(socket, ChangeSocket, key, wantsToSend);

    /// <summary>Takes a socket out that may stay open for a while.</summary>
    internal void Remove(int socket) => Control(socket, RemoveSocket, 0, wantsToSend: false);

    /// <summary>Forgets what the last wait has found.</summary>
    internal void Clear() => ReadyCount = _readyBesideCount = 0;

    /// <summary>Waits until something happens, or somebody wakes. What was signalled before a wait returns that sleeps is
    /// forgotten, so whatever was signalled for is to be looked at after that.</summary>
    /// <param name="milliseconds">How long at most; 0 to see what has happened already.</param>
    /// <returns>Whether something has happened.</returns>
    /// <exception cref="SocketException">It cannot be woken any more.</exception>
    internal bool Wait(int milliseconds)
    {
        Clear();
        bool hasPolled = milliseconds != 0 || _beside > 0 || ++_unlooked == MostUnlooked;
        if (hasPolled)
            Poll(milliseconds);
        bool isWoken = hasPolled && _entries[0].Returned != 0;
        if (!hasPolled || _entries[1].Returned != 0)
        {
            int ready = WaitForEvents(_descriptor, _events, MostReady, 0);
            if (ready < 0 && Marshal.GetLastPInvokeError() != Interrupted)
                throw new SocketException((int)SocketError.NetworkDown, "epoll_wait(2) fails.");
            ReadyCount = _readyBesideCount + Math.Max(ready, 0);
        }
        return isWoken || ReadyCount > 0;
    }

    /// <summary>Ends the wait, now or when it next sleeps.</summary>
    internal void Wake() => _wake.Signal();

    /// <inheritdoc/>
    public void Dispose()
    {
        _epoll.Dispose();
        _wake.Dispose();
    }

    private void Poll(int milliseconds)
    {
        _unlooked = 0;
        if (!PollEntry.TryPoll(_entries, FirstBeside + _beside, milliseconds))
            throw new SocketException((int)SocketError.NetworkDown, "poll(2) fails.");
        _wake.Clear(_entries[0].Returned);
        for (int i = 0; i < _beside; i++)
        {
            if (_entries[FirstBeside + i].Returned != 0)
                _readyBeside[_readyBesideCount++] = _keys[i];
        }
        ReadyCount = _readyBesideCount;
    }

    private int FindBeside(int socket)
    {
        for (int i = 0; i < _beside; i++)
        {
            if (_entries[FirstBeside + i].Descriptor == socket)
                return i;
        }
        return -1;
    }

    private void RemoveBeside(int place)
    {
        _beside--;
        _entries[FirstBeside + place] = _entries[FirstBeside + _beside];
        _keys[place] = _keys[_beside];
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
