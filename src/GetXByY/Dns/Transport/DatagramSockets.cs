using System.Net;
using GetXByY.Dns.Resolution;

namespace GetXByY.Dns.Transport;

/// <summary>Opens the UDP sockets of Linux, and closes them, while the server is at work rather than while somebody waits for the
/// next question to be sent. Only the pump uses it.</summary>
/// <remarks>
/// <see cref="Close"/> only lays a socket aside; it is closed before the next sleep, behind what was sent meanwhile. Where one
/// is opened for each query, and one query follows the other, the next one's is opened before the sleep, too: a spare. Each is
/// taken by one channel at most, and has a random port of its own. What has come to a spare before it is taken no question has
/// asked for, so then it is of no use.
/// </remarks>
/// <param name="random">Where ports come from.</param>
/// <param name="milliseconds">The time; a few milliseconds coarse is fine enough.</param>
internal sealed class DatagramSockets(RandomSource random, Func<long> milliseconds)
{
    /// <summary>How long a spare stays open, in milliseconds; and how soon one query must follow the other for one.</summary>
    internal const int SpareMilliseconds = 10;

    // A host's two families are asked for at one time.
    private const int MostSpares = 2;

    private const int MostLaidAside = 16;

    private readonly int[] _aside = new int[MostLaidAside];
    private int _asideCount;

    private readonly int[] _spares = new int[MostSpares];
    private int _spareCount;
    private long _sparesOpenedAt;

    // Since the last sleep; and when some were opened in the turn before.
    private int _wanted;
    private long _wantedAt = long.MinValue / 2;

    // Of the last one, and of the spares.
    private IPEndPoint? _server;

    /// <summary>Whether there are spares, so that a sleep should end with their time.</summary>
    internal bool HasSpares => _spareCount > 0;

    /// <summary>Opens a socket for a channel, or takes a spare.</summary>
    /// <returns>None when there are no more sockets, or no way to the server.</returns>
    internal int Open(IPEndPoint server)
    {
        if (!server.Equals(_server))
            CloseSpares();
        _server = server;
        _wanted++;
        int socket = TakeSpare();
        if (socket == LinuxDatagrams.None)
            socket = LinuxDatagrams.Open(server, random);
        if (socket == LinuxDatagrams.None && _asideCount > 0)
        {
            // It may be for want of those.
            CloseLaidAside();
            socket = LinuxDatagrams.Open(server, random);
        }
        return socket;
    }

    /// <summary>Closes a socket, soon.</summary>
    internal void Close(int socket)
    {
        if (_asideCount == MostLaidAside)
            CloseLaidAside();
        _aside[_asideCount++] = socket;
    }

    /// <summary>Closes those that were laid aside.</summary>
    internal void CloseLaidAside()
    {
        while (_asideCount > 0)
            LinuxDatagrams.Close(_aside[--_asideCount]);
    }

    /// <summary>Closes the spares.</summary>
    internal void CloseSpares()
    {
        while (_spareCount > 0)
            LinuxDatagrams.Close(_spares[--_spareCount]);
    }

    /// <summary>The pump is about to sleep: now nobody waits for it.</summary>
    internal void BeforeSleep()
    {
        CloseLaidAside();
        if (_spareCount == 0 && _wanted == 0)
            return;
        long now = milliseconds();
        if (now - _sparesOpenedAt > SpareMilliseconds)
            CloseSpares();
        if (_wanted == 0)
            return;
        bool areFrequent = now - _wantedAt <= SpareMilliseconds;
        int count = Math.Min(_wanted, MostSpares);
        (_wanted, _wantedAt) = (0, now);
        if (areFrequent && _spareCount < count)
            OpenSpares(count, now);
    }

    private void OpenSpares(int count, long now)
    {
        _sparesOpenedAt = now;
        while (_spareCount < count)
        {
            int socket = LinuxDatagrams.Open(_server!, random);
            if (socket == LinuxDatagrams.None)
                return;
            _spares[_spareCount++] = socket;
        }
    }

    private int TakeSpare()
    {
        if (_spareCount == 0)
            return LinuxDatagrams.None;
        int socket = _spares[--_spareCount];
        // A pump that does not sleep has not looked how old it is. Behind the look only the question can bring something to it.
        if (milliseconds() - _sparesOpenedAt <= SpareMilliseconds && LinuxDatagrams.IsQuiet(socket))
            return socket;
        Close(socket);
        return LinuxDatagrams.None;
    }
}
