using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace GetXByY.Tests.RealServers;

/// <summary>A wire between a resolver and a real server that delays, doubles and turns round the order of the answers, over
/// UDP and TCP, and over TCP brings a few bytes at a time. It loses nothing and changes nothing.</summary>
internal sealed class BadWire : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly PortReservation _port = PortReservation.Take();
    private readonly Socket _datagrams = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly IPEndPoint _server;
    private readonly List<Task> _tasks = [];
    private readonly Random _random = new(20261127);

    internal BadWire(IPEndPoint server)
    {
        _server = server;
        _datagrams.Bind(EndPoint);
        _listener.Bind(EndPoint);
        _listener.Listen();
        Add(ForwardDatagramsAsync());
        Add(AcceptAsync());
    }

    internal IPEndPoint EndPoint => new(IPAddress.Loopback, _port.Port);

    /// <summary>The longest that an answer is held, each for another time, so that they overtake one another.</summary>
    internal TimeSpan Delay { get; init; }

    /// <summary>How many times each answer comes over UDP.</summary>
    internal int Copies { get; init; } = 1;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _datagrams.Dispose();
        _listener.Dispose();
        Task[] tasks;
        lock (_tasks)
            tasks = [.. _tasks];
        await Task.WhenAll(tasks);
        _port.Dispose();
        _end.Dispose();
    }

    // What a wire does ends with it, and broken connections are nothing to it.
    private void Add(Task task)
    {
        Task quiet = task.ContinueWith(
            static t => Assert.True(
                t.Exception?.InnerException is null or SocketException or IOException or OperationCanceledException
                    or ObjectDisposedException,
                t.Exception?.ToString()),
            TaskScheduler.Default);
        lock (_tasks)
            _tasks.Add(quiet);
    }

    private async Task ForwardDatagramsAsync()
    {
        byte[] buffer = new byte[65_535];
        while (true)
        {
            SocketReceiveFromResult got = await _datagrams.ReceiveFromAsync(
                buffer, new IPEndPoint(IPAddress.Any, 0), _end.Token);
            Add(AskAsync(buffer[..got.ReceivedBytes], got.RemoteEndPoint));
        }
    }

    private async Task AskAsync(byte[] query, EndPoint client)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(_server, _end.Token);
        await socket.SendAsync(query, _end.Token);
        byte[] answer = new byte[65_535];
        int length = await socket.ReceiveAsync(answer, _end.Token);
        for (int i = 0; i < Copies; i++)
        {
            await HoldAsync();
            await _datagrams.SendToAsync(answer.AsMemory(0, length), client, _end.Token);
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
            Add(ForwardStreamAsync(await _listener.AcceptAsync(_end.Token)));
    }

    private async Task ForwardStreamAsync(Socket accepted)
    {
        await using var client = new NetworkStream(accepted, ownsSocket: true);
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(_server, _end.Token);
        await using var server = new NetworkStream(socket, ownsSocket: false);
        using var turn = new SemaphoreSlim(1);
        Task asking = client.CopyToAsync(server, _end.Token).ContinueWith(
            _ => socket.Shutdown(SocketShutdown.Send), TaskScheduler.Default);
        List<Task> answers = [];
        byte[] length = new byte[2];
        while (await server.ReadAtLeastAsync(length, 2, throwOnEndOfStream: false, _end.Token) == 2)
        {
            byte[] message = new byte[2 + BinaryPrimitives.ReadUInt16BigEndian(length)];
            length.CopyTo(message, 0);
            await server.ReadExactlyAsync(message.AsMemory(2), _end.Token);
            answers.Add(BringAsync(message, client, turn));
        }
        await Task.WhenAll(answers);
        await asking;
    }

    private async Task BringAsync(byte[] message, NetworkStream client, SemaphoreSlim turn)
    {
        await HoldAsync();
        await turn.WaitAsync(_end.Token);
        try
        {
            for (int sent = 0; sent < message.Length;)
            {
                int piece = Math.Min(Below(9) + 1, message.Length - sent);
                await client.WriteAsync(message.AsMemory(sent, piece), _end.Token);
                sent += piece;
            }
        }
        finally
        {
            turn.Release();
        }
    }

    private Task HoldAsync() => Task.Delay(Below((int)Delay.TotalMilliseconds + 1), _end.Token);

    private int Below(int limit)
    {
        lock (_random)
            return _random.Next(limit);
    }
}
