using System.Net;
using System.Net.Sockets;

namespace GetXByY.Testing;

public sealed partial class LoopbackNameServer
{
    private const int LongestDatagram = 65_535;

    private readonly Thread _datagrams;
    private readonly TaskCompletionSource _datagramsEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal void SendDatagram(ReadOnlySpan<byte> message, SocketAddress target) =>
        SendDatagram(_sockets.Datagrams, message, target);

    internal void SendDatagramFromElsewhere(ReadOnlySpan<byte> message, SocketAddress target) =>
        SendDatagram(_sockets.Elsewhere, message, target);

    private void SendDatagram(Socket socket, ReadOnlySpan<byte> message, SocketAddress target)
    {
        try
        {
            if (!_stopping)
                socket.SendTo(message, SocketFlags.None, target);
        }
        catch (Exception e) when (_stopping && e is SocketException or ObjectDisposedException)
        {
            // disposed in between: as if it had come later
        }
    }

    private void ReceiveDatagrams()
    {
        byte[] buffer = new byte[LongestDatagram];
        var source = new SocketAddress(EndPoint.AddressFamily);
        while (!_stopping)
        {
            try
            {
                int length = _sockets.Datagrams.ReceiveFrom(buffer, SocketFlags.None, source);
                if (!_stopping)
                    Take(buffer.AsSpan(0, length), source);
            }
            catch (SocketException)
            {
                // an error of one datagram: the next one is another
            }
        }

        _datagramsEnded.TrySetResult();
    }

    private void Take(ReadOnlySpan<byte> datagram, SocketAddress source)
    {
        if (!QueryReader.TryRead(datagram, out QueryHead head))
        {
            Interlocked.Increment(ref _malformed);
            return;
        }

        var sender = new SocketAddress(source.Family, source.Size);
        source.Buffer.Span[..source.Size].CopyTo(sender.Buffer.Span);
        var query = new ReceivedQuery(head, datagram.ToArray(), (IPEndPoint)EndPoint.Create(sender), overTcp: false);
        Take(new UdpExchange(this, query, sender));
    }

    private async Task EndDatagramsAsync()
    {
        // the thread waits in a receive without end; an empty datagram from the server itself wakes it everywhere
        _sockets.Elsewhere.SendTo([], SocketFlags.None, EndPoint);
        await _datagramsEnded.Task.ConfigureAwait(false);
        _datagrams.Join();
    }
}
