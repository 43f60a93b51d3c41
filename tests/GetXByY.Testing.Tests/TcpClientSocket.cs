using System.Net.Sockets;

namespace GetXByY.Testing.Tests;

/// <summary>A client over TCP that sends any bytes of the stream.</summary>
internal sealed class TcpClientSocket : IDisposable
{
    private readonly Socket _socket;

    private TcpClientSocket(Socket socket) => _socket = socket;

    public static async Task<TcpClientSocket> ConnectAsync(LoopbackNameServer server)
    {
        var socket = new Socket(server.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server.EndPoint).WaitAsync(Hang.Guard);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        return new TcpClientSocket(socket);
    }

    public void Dispose() => _socket.Dispose();

    public async Task SendAsync(byte[] bytes) => await _socket.SendAsync(bytes).WaitAsync(Hang.Guard);

    /// <summary>One whole message, without its length.</summary>
    public async Task<byte[]> ReceiveMessageAsync()
    {
        byte[] prefix = await ReceiveAsync(2);
        return await ReceiveAsync(WireMessage.U16(prefix, 0));
    }

    public async Task<byte[]> AskAsync(byte[] message)
    {
        await SendAsync(WireMessage.Framed(message));
        return await ReceiveMessageAsync();
    }

    /// <summary>All bytes until the server closes.</summary>
    public async Task<byte[]> ReceiveToEndAsync()
    {
        var all = new List<byte>();
        byte[] buffer = new byte[4096];
        while (true)
        {
            int read = await _socket.ReceiveAsync(buffer).WaitAsync(Hang.Guard);
            if (read == 0)
                return [.. all];
            all.AddRange(buffer[..read]);
        }
    }

    private async Task<byte[]> ReceiveAsync(int length)
    {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length;)
        {
            int read = await _socket.ReceiveAsync(bytes.AsMemory(at)).AsTask().WaitAsync(Hang.Guard);
            if (read == 0)
                throw new EndOfStreamException($"closed after {at} of {length} bytes");
            at += read;
        }

        return bytes;
    }
}
