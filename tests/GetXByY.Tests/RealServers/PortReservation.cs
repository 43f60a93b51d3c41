using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace GetXByY.Tests.RealServers;

/// <summary>A port of 127.0.0.1, free for UDP and TCP, that no other test takes while this is alive, not even when the
/// server on it is dead for a while.</summary>
/// <remarks>A lock on a file tells other test processes: binding would not, since servers bind with SO_REUSEPORT and so
/// share a port without a word.</remarks>
internal sealed class PortReservation : IDisposable
{
    // Below the system's ephemeral ports and those that the resolver draws (from 10,000 on): a client must not get the
    // port of a server that is just being restarted.
    private const int First = 2_000;
    private const int End = 10_000;
    private const int Tries = 200;

    private readonly FileStream _lock;

    private PortReservation(int port, FileStream @lock)
    {
        Port = port;
        _lock = @lock;
    }

    internal int Port { get; }

    internal static PortReservation Take()
    {
        for (int i = 0; i < Tries; i++)
        {
            int port = RandomNumberGenerator.GetInt32(First, End);
            if (TryLock(port) is not FileStream @lock)
                continue;
            if (IsFree(port))
                return new PortReservation(port, @lock);
            @lock.Dispose();
        }
        throw new InvalidOperationException($"No free port of 127.0.0.1 was found in {Tries} tries.");
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream? TryLock(int port)
    {
        string path = Path.Combine(Path.GetTempPath(), $"getxbyy-port-{port}.lock");
        try
        {
            return new FileStream(
                path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another test has it, maybe one of another user.
            return null;
        }
    }

    private static bool IsFree(int port)
    {
        using var datagrams = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        using var stream = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            datagrams.Bind(new IPEndPoint(IPAddress.Loopback, port));
            stream.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
