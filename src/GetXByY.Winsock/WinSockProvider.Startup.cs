using System.Net.Sockets;
using GetXByY.Lookups;

namespace GetXByY.Winsock;

internal sealed partial class WinSockProvider
{
    internal unsafe int Startup(ushort version, byte* data)
    {
        int error = IsInProgress(Atomic.Read(ref _session)) ? WinSock.WSAEINPROGRESS : Negotiate(version, data);
        if (error == 0)
        {
            error = TryOpen(hasHooks: (byte)version == 1);
        }
        // a failed startup leaves this one behind, whatever it returned; Windows does so
        LastError.Set(error == 0 ? 0 : WinSock.WSANOTINITIALISED);
        return error;
    }

    internal int Cleanup()
    {
        // Inside a finisher nobody waits for a finisher, so a cleanup could return while another one writes. The user's code
        // gets there by a poster, or by a continuation that its scheduler runs at once.
        if (IsInProgress(Atomic.Read(ref _session)) || LookupTable.IsFinishing)
        {
            return Fail(WinSock.WSAEINPROGRESS);
        }
        // Before the session is gone: who finds it gone finds this.
        Atomic.Increment(ref _cleanups);
        try
        {
            if (!TryRelease(out WinSockSession? last))
            {
                return Fail(WinSock.WSANOTINITIALISED);
            }
            last?.Close();
        }
        finally
        {
            Atomic.Decrement(ref _cleanups);
        }
        LastError.Set(0);
        return 0;
    }

    private unsafe int Negotiate(ushort version, byte* data)
    {
        ushort agreed = WsadataWriter.Negotiate(version, out bool supported);
        if (data is not null)
        {
            WsadataWriter.Write(data, agreed, _layout);
        }
        return !supported ? WinSock.WSAVERNOTSUPPORTED : data is null ? WinSock.WSAEFAULT : 0;
    }

    private int TryOpen(bool hasHooks)
    {
        try
        {
            Open(hasHooks);
            return 0;
        }
        catch (SocketException)
        {
            // the process has no socket left to wake an engine with
            return WinSock.WSASYSNOTREADY;
        }
    }

    private void Open(bool hasHooks)
    {
        if (Share(null, hasHooks) is not null)
        {
            return;
        }
        // Made outside the lock: it reads files and the user's options. Several threads may be here with the first
        // startup; one puts its session in, the others share that one and close theirs.
        var offered = new WinSockSession(_open(Options), _poster, _layout);
        if (Share(offered, hasHooks) != offered)
        {
            offered.Close();
        }
    }

    /// <summary>Counts one more startup of the session in force, or of the one that is offered when there is none.
    /// </summary>
    /// <returns>That session; null when there is none and none was offered.</returns>
    private WinSockSession? Share(WinSockSession? offered, bool hasHooks)
    {
        lock (Atomic.At(_lock))
        {
            WinSockSession? session = _session ?? offered;
            if (session is not null)
            {
                _session = session;
                _references++;
                session.HasHooks |= hasHooks;
            }
            return session;
        }
    }

    /// <summary>Takes back one startup; with the last one the session is the caller's, to be closed.</summary>
    private bool TryRelease(out WinSockSession? last)
    {
        lock (Atomic.At(_lock))
        {
            last = null;
            if (_references == 0)
            {
                return false;
            }
            if (--_references == 0)
            {
                last = _session;
                _session = null;
            }
            return true;
        }
    }
}
