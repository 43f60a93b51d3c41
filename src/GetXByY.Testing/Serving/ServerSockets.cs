using System.Net;
using System.Net.Sockets;

namespace GetXByY.Testing;

/// <summary>The sockets of one server: UDP and TCP on one port, and UDP on another for lies.</summary>
internal sealed class ServerSockets : IDisposable
{
    private const int Attempts = 100;
    private const int Backlog = 512;
    private const int ReceiveBuffer = 4 << 20;
    private const int WindowsUdpConnectionReset = -1744830452;

    private ServerSockets(IPAddress address, int port)
    {
        Datagrams = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        Stream = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        Elsewhere = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            Datagrams.Bind(new IPEndPoint(address, port));
            EndPoint = (IPEndPoint)Datagrams.LocalEndPoint!;
            Stream.Bind(EndPoint);
            Elsewhere.Bind(new IPEndPoint(address, 0));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public Socket Datagrams { get; }

    public Socket Stream { get; }

    public Socket Elsewhere { get; }

    public IPEndPoint EndPoint { get; }

    public static ServerSockets Bind(LoopbackNameServerOptions options)
    {
        ServerSockets sockets = BindBoth(options);
        try
        {
            sockets.Prepare(listen: !options.RefuseTcp);
            return sockets;
        }
        catch
        {
            sockets.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Datagrams.Dispose();
        Stream.Dispose();
        Elsewhere.Dispose();
    }

    // a port that is free for UDP may be taken for TCP
    private static ServerSockets BindBoth(LoopbackNameServerOptions options)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new ServerSockets(options.Address, options.Port);
            }
            catch (SocketException e) when (
                options.Port == 0 && attempt < Attempts
                && e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
            }
        }
    }

    private void Prepare(bool listen)
    {
        Datagrams.ReceiveBufferSize = ReceiveBuffer;

        // on Windows an answer to a closed port would make the next receive fail
        if (OperatingSystem.IsWindows())
            Datagrams.IOControl(WindowsUdpConnectionReset, [0, 0, 0, 0], null);

        // bound without listening it refuses
        if (listen)
            Stream.Listen(Backlog);
    }
}
