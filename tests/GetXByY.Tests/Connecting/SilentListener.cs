using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace GetXByY.Tests.Connecting;

/// <summary>A port on loopback that neither accepts nor refuses: its backlog is full, so Linux drops what comes.</summary>
internal sealed class SilentListener : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _fillers = [];

    internal SilentListener(string address, int port = 0)
    {
        _listener.Bind(new IPEndPoint(IPAddress.Parse(address), port));
        _listener.Listen(0);
        // As many as are let in; the first that is not stays as one more that waits.
        do
        {
            var filler = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            _fillers.Add(filler);
            try
            {
                filler.Connect(EndPoint);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
            }
        }
        while (_fillers[^1].Poll(TimeSpan.FromMilliseconds(200), SelectMode.SelectWrite));
        _fillers[^1].Dispose();
    }

    internal IPEndPoint EndPoint => (IPEndPoint)_listener.LocalEndPoint!;

    internal int Port => EndPoint.Port;

    /// <summary>How many sockets of this machine are waiting to be let in.</summary>
    internal int Waiting => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Count(c => c.State == TcpState.SynSent && c.RemoteEndPoint.Equals(EndPoint));

    public void Dispose()
    {
        _fillers.ForEach(f => f.Dispose());
        _listener.Dispose();
    }
}
