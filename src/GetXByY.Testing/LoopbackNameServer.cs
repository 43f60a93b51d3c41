using System.Net;
using System.Net.Sockets;

namespace GetXByY.Testing;

/// <summary>
/// A scripted DNS name server in the process, on loopback, over UDP and TCP on one port: it answers from the records
/// that it was given, and does what it was told to for each name, from delays and silence to forged answers.
/// </summary>
/// <remarks>
/// <para>
/// Names are compared without regard to letter case (RFC 1035 section 2.3.3); a final dot changes nothing. Names
/// without records are answered with NXDOMAIN. It is authoritative for the whole tree, does not sign, and answers
/// standard queries with one question; all else is counted in <see cref="MalformedCount"/> and not answered.
/// </para>
/// <para>
/// Any thread may call any member while it runs; a change holds for queries that come after the call. It has one
/// thread of its own for UDP, so that programs that exhaust the thread pool still get answers there; TCP and delays
/// are served on the pool.
/// </para>
/// <para>
/// Disposing ends the thread, all timers, sockets and connections (these with a reset, so that the port is free at
/// once) and completes when they are gone; nothing is sent after that. Waiting tests get an
/// <see cref="ObjectDisposedException"/>. What was recorded can still be read. Do not await it inside a call-back of
/// a behaviour.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// await using var server = LoopbackNameServer.Start();
/// server.Add("www.example.test", "192.0.2.1", "2001:db8::1");
/// server.Behave("slow.test", ServerBehaviour.Answer.After(TimeSpan.FromSeconds(2)));
/// // point the program under test to server.EndPoint
/// </code>
/// </example>
public sealed partial class LoopbackNameServer : IAsyncDisposable
{
    private readonly LoopbackNameServerOptions _options;
    private readonly ServerSockets _sockets;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _stopping;
    private int _disposeCalls;

    private LoopbackNameServer(LoopbackNameServerOptions options, ServerSockets sockets)
    {
        _options = options;
        _sockets = sockets;
        _log = new QueryLog(options.RecordedQueries);
        _datagrams = new Thread(ReceiveDatagrams) { IsBackground = true, Name = ToString() };
        _timeToLive = Seconds(options.TimeToLive);
        Records = new RecordTable(Seconds(options.NegativeTimeToLive));
    }

    /// <summary>Where it listens, over UDP and TCP.</summary>
    public IPEndPoint EndPoint => _sockets.EndPoint;

    internal RecordTable Records { get; }

    /// <summary>Starts a server that can be asked as soon as this returns.</summary>
    /// <param name="options">How; null for 127.0.0.1 and a free port.</param>
    /// <returns>The server; dispose it to stop it.</returns>
    /// <exception cref="ArgumentException">An option is outside of what its documentation allows.</exception>
    /// <exception cref="SocketException">
    /// The address is not there, the port is taken, or no port could be found that is free for UDP and TCP.
    /// </exception>
    public static LoopbackNameServer Start(LoopbackNameServerOptions? options = null)
    {
        options ??= new LoopbackNameServerOptions();
        Check(options);
        var server = new LoopbackNameServer(options, ServerSockets.Bind(options));
        server._datagrams.Start();
        server._accepting = server.AcceptAsync();
        return server;
    }

    /// <summary>Stops the server; see the type's remarks. Further calls complete when the first does.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Increment(ref _disposeCalls) > 1)
        {
            await _disposed.Task.ConfigureAwait(false);
            return;
        }

        _stopping = true;
        _log.Close(new ObjectDisposedException(nameof(LoopbackNameServer)));
        await _stop.CancelAsync().ConfigureAwait(false);
        await EndDelaysAsync().ConfigureAwait(false);
        await EndDatagramsAsync().ConfigureAwait(false);
        await EndConnectionsAsync().ConfigureAwait(false);
        _sockets.Dispose();
        _stop.Dispose();
        _disposed.TrySetResult();
    }

    /// <summary>The name of the type and the end point.</summary>
    public override string ToString() => $"{nameof(LoopbackNameServer)} {EndPoint}";

    private static void Check(LoopbackNameServerOptions options)
    {
        if (!IPAddress.IsLoopback(options.Address) || options.Address.IsIPv4MappedToIPv6)
            throw new ArgumentException($"{options.Address} is no loopback address", nameof(options));

        ArgumentOutOfRangeException.ThrowIfNegative(options.Port, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Port, IPEndPoint.MaxPort, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.RecordedQueries, nameof(options));
        ArgumentNullException.ThrowIfNull(options.TimeProvider, nameof(options));
        _ = Seconds(options.TimeToLive);
        _ = Seconds(options.NegativeTimeToLive);
    }

    // RFC 2181 section 8: 31 bits
    private static uint Seconds(TimeSpan timeToLive)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeToLive, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeToLive, TimeSpan.FromSeconds(int.MaxValue));
        return (uint)timeToLive.TotalSeconds;
    }
}
