using System.Diagnostics;
using System.Net;
using GetXByY.Dns.Message;
using GetXByY.Dns.Resolution;
using GetXByY.Dns.Transport;

namespace GetXByY.Tests.Dns.Transport;

/// <summary>A resolver over a driver with real sockets, pumped by the test: it asks for the names n0.test, n1.test and so
/// on.</summary>
internal sealed class ResolverOverDriver : IQueryOwner, IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    // No more are sent in one turn of the engine.
    private const int Slice = 256;

    private readonly Stopwatch _time = Stopwatch.StartNew();
    private readonly StubResolvers _resolvers;
    private readonly StubResolver _resolver;

    internal ResolverOverDriver(IDriver driver, IPEndPoint server, bool useTcp = false, uint attemptTimeout = 20_000, int attempts = 1)
    {
        Driver = driver;
        var random = new RandomSource();
        _resolvers = new StubResolvers(driver, random);
        _resolver = _resolvers.Add(
            new ResolverSettings([server], attempts, attemptTimeout, Rotate: false, useTcp), this, Now);
    }

    internal IDriver Driver { get; }

    /// <summary>How the queries have ended, those that were stopped left out.</summary>
    internal List<QueryOutcome> Ended { get; } = [];

    internal ResolverCounts Counts => _resolvers.Counts;

    internal ServerCounts ServerCounts => _resolver.Servers[0].Counts;

    internal int Outstanding => _resolver.Outstanding;

    private uint Now => (uint)_time.ElapsedMilliseconds;

    /// <summary>Whether a query is still wanted when it is to be sent.</summary>
    internal Func<int, bool> Wants { get; set; } = static _ => true;

    /// <summary>Of which the owner has heard that something is about to happen to them.</summary>
    internal List<int> Expected { get; } = [];

    /// <summary>Called when a query has its channel and is about to be sent.</summary>
    internal Action Attempting { get; set; } = static () => { };

    /// <summary>That of Linux, with receive buffers of another size.</summary>
    internal static BatchTransport OpenBatch(int receiveBuffer)
    {
        Assert.SkipUnless(BatchTransport.IsSupported, "Linux has these calls, where nobody forbids them.");
        return new BatchTransport(Channels.CountFor(1), new RandomSource(), receiveBuffer);
    }

    internal static IDriver Open(bool isBatch)
    {
        int channels = Channels.CountFor(1);
        if (!isBatch)
            return new SocketTransport(channels, new RandomSource(), SocketWait.Create());
        Assert.SkipUnless(BatchTransport.IsSupported, "Linux has these calls, where nobody forbids them.");
        return new BatchTransport(channels, new RandomSource());
    }

    internal int Start(int number) => _resolver.Start(number, 0, RecordType.A, null);

    internal void Stop(int query) => _resolver.Stop(query, Now);

    /// <summary>Sends what can be sent now.</summary>
    internal void Flush() => _resolvers.Flush(Now, Slice);

    /// <summary>Waits for what comes, and does not tell the resolver yet.</summary>
    internal void Wait() => Driver.Wait((uint)s_patience.TotalMilliseconds);

    internal void Deliver() => Driver.Deliver(_resolvers, Now);

    /// <summary>Pumps until something is so.</summary>
    internal void PumpUntil(Func<bool> isSo)
    {
        while (!isSo())
        {
            Assert.True(_time.Elapsed < s_patience, "it never came to pass");
            Driver.Wait(Math.Min(_resolvers.UntilNext(Now) ?? 10, 10));
            Deliver();
            _resolvers.Expire(Now, Slice);
            Flush();
        }
    }

    public int WriteName(int owner, int variant, Span<byte> destination) =>
        DomainName.TryWrite($"n{owner}.test", destination, out int length) ? length : throw new ArgumentException(null, nameof(owner));

    public bool IsWanted(int owner) => Wants(owner);

    public void Expect(int owner) => Expected.Add(owner);

    public void OnAttempt(int owner, IPEndPoint server, bool overTcp) => Attempting();

    public void OnQueryMoved(int owner, int from, int to)
    {
    }

    public void OnUnasked(int owner, UnaskedBy by)
    {
    }

    public void OnQueryEnded(
        int owner, int query, QueryOutcome outcome, AnswerData? answer, uint ttl, ExtendedErrorOption? said, uint now) =>
        Ended.Add(outcome);

    public void Dispose() => Driver.Dispose();
}
