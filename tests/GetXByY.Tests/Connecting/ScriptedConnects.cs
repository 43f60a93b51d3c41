using System.Net;
using System.Net.Sockets;
using GetXByY.Connecting;

namespace GetXByY.Tests.Connecting;

/// <summary>Connection attempts that end when the test says so, with sockets that are connected to nothing.</summary>
internal sealed class ScriptedConnects
{
    private CancellationToken _token;
    private readonly Lock _lock = new();
    private readonly List<(IPEndPoint EndPoint, TaskCompletionSource<OpenConnection> Source)> _attempts = [];
    private readonly List<string> _cancelled = [];
    private TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The addresses that were tried, in their order.</summary>
    internal List<string> Begun
    {
        get
        {
            lock (_lock)
                return [.. _attempts.Select(a => a.EndPoint.Address.ToString())];
        }
    }

    /// <summary>Those whose attempt was cancelled.</summary>
    internal List<string> Cancelled
    {
        get
        {
            lock (_lock)
                return [.. _cancelled];
        }
    }

    /// <summary>Sockets that connected, in their order.</summary>
    internal List<Socket> Sockets { get; } = [];

    /// <summary>Whether a cancel finds attempts that have just been connected.</summary>
    internal bool ConnectsAtCancel { get; init; }

    /// <summary>Addresses whose attempts fail at once.</summary>
    internal Dictionary<string, SocketError> AtOnce { get; } = [];

    internal Task<OpenConnection> StartAsync(IPEndPoint endPoint, CancellationToken token)
    {
        string address = endPoint.Address.ToString();
        var source = new TaskCompletionSource<OpenConnection>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (AtOnce.TryGetValue(address, out SocketError error))
            source.SetException(new SocketException((int)error));
        _token = token;
        TaskCompletionSource begun;
        lock (_lock)
        {
            _attempts.Add((endPoint, source));
            (begun, _begun) = (_begun, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        begun.SetResult();
        token.Register(() =>
        {
            if (ConnectsAtCancel)
                Connect(address);
            else if (source.TrySetCanceled(token))
                _cancelled.Add(address);
        });
        return source.Task;
    }

    /// <summary>Ends when so many were begun.</summary>
    internal async Task WaitForAsync(int count)
    {
        while (true)
        {
            Task next;
            lock (_lock)
            {
                if (_attempts.Count >= count)
                    return;
                next = _begun.Task;
            }
            await next.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    internal void Connect(string address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (SourceOf(address).TrySetResult(new OpenConnection(socket, _token.UnsafeRegister(Close, socket))))
            Sockets.Add(socket);
        else
            socket.Dispose();
    }

    private static void Close(object? socket) => ((Socket)socket!).Dispose();

    internal void Fail(string address, SocketError error) =>
        SourceOf(address).TrySetException(new SocketException((int)error));

    private TaskCompletionSource<OpenConnection> SourceOf(string address)
    {
        lock (_lock)
            return _attempts.Single(a => a.EndPoint.Address.ToString() == address).Source;
    }
}
