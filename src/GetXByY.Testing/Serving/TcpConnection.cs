using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace GetXByY.Testing;

/// <summary>One TCP connection: queries in, in any number and order, answers out as they come (RFC 7766).</summary>
/// <remarks>Any thread may send. It ends when the client leaves, a behaviour closes it or the server stops.</remarks>
internal sealed class TcpConnection(LoopbackNameServer server, Socket socket)
{
    private readonly Channel<(ReadOnlyMemory<byte> Bytes, int PieceSize)> _outgoing =
        Channel.CreateUnbounded<(ReadOnlyMemory<byte> Bytes, int PieceSize)>(new() { SingleReader = true });

    /// <summary>Sends bytes in pieces of this size; those of different calls are never mixed.</summary>
    public void Send(ReadOnlyMemory<byte> bytes, int pieceSize) => _outgoing.Writer.TryWrite((bytes, pieceSize));

    public void CloseBehindSent() => _outgoing.Writer.TryComplete();

    public async Task RunAsync(CancellationToken stopping)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Task writing = WriteAsync(ending);
        await ReadAsync(ending.Token).ConfigureAwait(false);
        _outgoing.Writer.TryComplete();
        await writing.ConfigureAwait(false);

        // a server that stops resets: a connection that waits out its time would keep the port
        if (stopping.IsCancellationRequested)
            socket.Close(timeout: 0);
        else
            socket.Dispose();
    }

    private async Task ReadAsync(CancellationToken ending)
    {
        try
        {
            var source = (IPEndPoint)socket.RemoteEndPoint!;
            byte[] prefix = new byte[2];
            while (await FillAsync(prefix, ending).ConfigureAwait(false))
            {
                byte[] message = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
                if (!await FillAsync(message, ending).ConfigureAwait(false))
                    return;
                server.Take(message, source, this);
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // the client left, or it is closed from this side: both are ordinary ends
        }
    }

    private async ValueTask<bool> FillAsync(Memory<byte> buffer, CancellationToken ending)
    {
        while (buffer.Length > 0)
        {
            int read = await socket.ReceiveAsync(buffer, SocketFlags.None, ending).ConfigureAwait(false);
            if (read == 0)
                return false;
            buffer = buffer[read..];
        }

        return true;
    }

    private async Task WriteAsync(CancellationTokenSource ending)
    {
        try
        {
            CancellationToken token = ending.Token;
            while (await _outgoing.Reader.WaitToReadAsync(token).ConfigureAwait(false))
            {
                while (_outgoing.Reader.TryRead(out (ReadOnlyMemory<byte> Bytes, int PieceSize) next))
                    await SendAllAsync(next.Bytes, next.PieceSize, token).ConfigureAwait(false);
            }

            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // as in reading
        }

        await ending.CancelAsync().ConfigureAwait(false);
    }

    private async ValueTask SendAllAsync(ReadOnlyMemory<byte> bytes, int pieceSize, CancellationToken ending)
    {
        while (bytes.Length > 0)
        {
            ReadOnlyMemory<byte> piece = bytes[..Math.Min(pieceSize, bytes.Length)];
            int sent = await socket.SendAsync(piece, SocketFlags.None, ending).ConfigureAwait(false);
            bytes = bytes[sent..];
        }
    }
}
