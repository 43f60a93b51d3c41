using System.Net;
using System.Net.Sockets;

namespace GetXByY.Testing;

public sealed partial class LoopbackNameServer
{
    private readonly Lock _connectionsLock = new();
    private readonly HashSet<Task> _connections = [];
    private Task _accepting = Task.CompletedTask;
    private long _connectionCount;

    internal void Take(byte[] message, IPEndPoint source, TcpConnection connection)
    {
        if (!QueryReader.TryRead(message, out QueryHead head))
        {
            Interlocked.Increment(ref _malformed);
            return;
        }

        Take(new TcpExchange(this, new ReceivedQuery(head, message, source, overTcp: true), connection));
    }

    private async Task AcceptAsync()
    {
        while (!_stopping && !_options.RefuseTcp)
        {
            try
            {
                Socket socket = await _sockets.Stream.AcceptAsync(_stop.Token).ConfigureAwait(false);
                Interlocked.Increment(ref _connectionCount);
                socket.NoDelay = true;
                Serve(socket);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // the client was gone before it was accepted: the next one is another
            }
        }
    }

    private void Serve(Socket socket)
    {
        Task running = new TcpConnection(this, socket).RunAsync(_stop.Token);
        lock (_connectionsLock)
            _connections.Add(running);
        running.ContinueWith(ForgetConnection, TaskScheduler.Default);
    }

    private void ForgetConnection(Task ended)
    {
        lock (_connectionsLock)
            _connections.Remove(ended);
    }

    private async Task EndConnectionsAsync()
    {
        await _accepting.ConfigureAwait(false);
        Task[] running;
        lock (_connectionsLock)
            running = [.. _connections];
        await Task.WhenAll(running).ConfigureAwait(false);
    }
}
