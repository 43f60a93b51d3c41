using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using GetXByY.Testing;
using GetXByY.Tests.Tasks;

namespace GetXByY.Tests.Telemetry;

/// <summary>What listeners of the meter are told of look-ups.</summary>
[Collection(nameof(OneListener))]
public sealed class MeterTests
{
    private const string Duration = "dns.lookup.duration";
    private const string Started = "getxbyy.lookups.started";
    private const string Ended = "getxbyy.lookups.ended";
    private const string Active = "getxbyy.lookups.active";
    private const string Cached = "getxbyy.lookups.cached";

    [Fact(Timeout = 60_000)]
    public async Task Duration_Found_TellsSecondsAndNothingElse()
    {
        await using var f = new NameResolverFixture();
        f.Server.Add("www.test", "192.0.2.1");
        using var ear = new MeterEar();
        await f.Resolver.GetHostByNameAsync("www.test");
        MeterReading reading = Assert.Single(await ear.WaitForAsync(Duration));
        Assert.Equal("", reading.Tags);
        Assert.InRange(reading.Value, 0.00001, 30);
    }

    // The instruments come with the first look-up of the process.
    [Fact(Timeout = 60_000)]
    public async Task Duration_Instrument_FollowsTheConventions()
    {
        await using var f = new NameResolverFixture();
        using var ear = new MeterEar(Duration);
        await f.Resolver.GetProtocolByNumberAsync(17);
        Instrument instrument = Assert.Single(ear.Instruments);
        Assert.Equal("s", instrument.Unit);
        Assert.Equal(
            [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
            Assert.IsType<Histogram<double>>(instrument).Advice!.HistogramBucketBoundaries!);
    }

    [Fact(Timeout = 60_000)]
    public async Task Cached_KeptAnswer_IsToldOnceForTheLookup()
    {
        await using var f = new NameResolverFixture(o => o.MaxCachedAnswers = 10);
        f.Server.Add("www.test", "192.0.2.1", "2001:db8::1");
        using var ear = new MeterEar();
        for (int i = 0; i < 2; i++)
            await f.Resolver.GetHostByNameAsync("www.test");
        await ear.WaitForAsync(Ended, 2);
        Assert.Equal("getxbyy.cache=kept", Assert.Single(await ear.WaitForAsync(Cached)).Tags);
        Assert.Equal(2, f.Resolver.TakeSnapshot().KeptAnswers);
    }

    [Fact(Timeout = 60_000)]
    public async Task Cached_SharedQuery_IsToldOfThoseThatEndWithIt()
    {
        await using var f = new NameResolverFixture(o => o.MaxCachedAnswers = 10);
        var gate = new ServerGate();
        f.Server.Add("www.test", "192.0.2.1");
        f.Server.Behave("www.test", ServerBehaviour.Answer.HeldBy(gate));
        using var ear = new MeterEar();
        Task<HostEntry>[] all = [.. Enumerable.Range(0, 3).Select(_ => f.Resolver.StartGetHostByName("www.test").Completion)];
        Lookup<HostEntry> cancelled = f.Resolver.StartGetHostByName("www.test");
        Assert.True(SpinWait.SpinUntil(() => f.Resolver.TakeSnapshot().SharedQueries == 6, 30_000), "they do not follow");
        cancelled.Cancel();
        gate.Open();
        await Task.WhenAll(all);
        await ear.WaitForAsync(Ended, 4);
        Assert.Equal(
            ["getxbyy.cache=shared", "getxbyy.cache=shared"], (await ear.WaitForAsync(Cached, 2)).Select(r => r.Tags));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(AnswerCode.NameError, "host_not_found")]
    [InlineData(AnswerCode.ServerFailure, "try_again")]
    [InlineData(AnswerCode.Refused, "no_recovery")]
    [InlineData(AnswerCode.NoError, "no_data")]
    public async Task Duration_Failed_TellsTheErrorAndNoName(AnswerCode code, string error)
    {
        await using var f = new NameResolverFixture();
        f.Server.BehaveByDefault(code == AnswerCode.NoError ? ServerBehaviour.NoData : ServerBehaviour.Code(code));
        using var ear = new MeterEar();
        await f.Resolver.TryGetHostByNameAsync("www.test");
        Assert.Equal($"error.type={error}", Assert.Single(await ear.WaitForAsync(Duration)).Tags);
        Assert.Equal(
            "getxbyy.database=hosts getxbyy.outcome=failed", Assert.Single(await ear.WaitForAsync(Ended)).Tags);
    }

    [Fact(Timeout = 60_000)]
    public async Task Duration_NamesWanted_TellsNamesAndAddresses()
    {
        await using var f = new NameResolverFixture(o => o.QuestionNamesIn = TelemetryKinds.Metrics);
        f.Server.Add("www.test", "192.0.2.1");
        using var ear = new MeterEar(Duration);
        await f.Resolver.GetHostByNameAsync("www.test");
        await f.Resolver.TryGetHostByAddressAsync(IPAddress.Parse("192.0.2.9"));
        MeterReading[] readings = await ear.WaitForAsync(Duration, 2);
        Assert.Equal(
            ["dns.question.name=192.0.2.9 error.type=host_not_found", "dns.question.name=www.test"],
            readings.Select(r => r.Tags).Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Cancelled_ByLookup_IsCountedOnceAndNotOnTheCancellersStack()
    {
        await using var f = new NameResolverFixture();
        f.Server.BehaveByDefault(ServerBehaviour.Silence);
        bool isCancelling = false;
        var onStack = new Heard<bool>();
        var thread = Thread.CurrentThread;
        using var ear = new MeterEar(Ended, () => onStack.Add(isCancelling && Thread.CurrentThread == thread));
        Lookup<HostEntry> look = f.Resolver.StartGetHostByName("www.test");
        isCancelling = true;
        Assert.True(look.Cancel() <= CancelOutcome.CancelledInFlight);
        look.Cancel();
        isCancelling = false;
        MeterReading reading = Assert.Single(await ear.WaitForAsync(Ended));
        Assert.Equal("getxbyy.database=hosts getxbyy.outcome=cancelled", reading.Tags);
        // Noted after the reading was heard.
        Assert.False(Assert.Single(await onStack.WaitForAsync(1, _ => true)));
        // A later one has ended too, so a second count of the first would have been heard.
        f.Server.BehaveByDefault(ServerBehaviour.Answer);
        await f.Resolver.TryGetHostByNameAsync("other.test");
        Assert.Equal(2, (await ear.WaitForAsync(Ended, 2)).Length);
    }

    [Fact(Timeout = 60_000)]
    public async Task Counters_ServicesAndProtocols_AreNoDnsLookups()
    {
        await using var f = new NameResolverFixture();
        using var ear = new MeterEar();
        await f.Resolver.GetServiceByNameAsync("http", "tcp");
        await f.Resolver.TryGetProtocolByNameAsync("nothing");
        MeterReading[] ended = await ear.WaitForAsync(Ended, 2);
        Assert.Equal(
            ["getxbyy.database=protocols getxbyy.outcome=failed", "getxbyy.database=services getxbyy.outcome=found"],
            ended.Select(r => r.Tags).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["getxbyy.database=services", "getxbyy.database=protocols"],
            (await ear.WaitForAsync(Started, 2)).Select(r => r.Tags));
        Assert.Equal(0, (await ear.WaitForAsync(Active, 4)).Sum(r => r.Value));
        Assert.DoesNotContain(ear.Heard.All, r => r.Instrument == Duration);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(300)]
    [InlineData(255)]
    public async Task Counters_ImpossibleName_IsAFailedHostLookup(int length)
    {
        await using var f = new NameResolverFixture(o => o.QuestionNamesIn = TelemetryKinds.Metrics);
        using var ear = new MeterEar();
        await f.Resolver.TryGetHostByNameAsync(new string('a', length));
        Assert.Contains("error.type=host_not_found", Assert.Single(await ear.WaitForAsync(Duration)).Tags);
    }

    [Fact(Timeout = 60_000)]
    public async Task Counters_TooManyOutstanding_IsStartedAndFailed()
    {
        await using var f = new NameResolverFixture(o => o.MaxOutstanding = 1);
        f.Server.BehaveByDefault(ServerBehaviour.Silence);
        using var ear = new MeterEar();
        Lookup<HostEntry> first = f.Resolver.StartGetHostByName("www.test");
        LookupResult<HostEntry> second = await f.Resolver.TryGetHostByNameAsync("www.test");
        Assert.Equal(LookupError.TryAgain, second.Error);
        Assert.Equal("error.type=try_again", Assert.Single(await ear.WaitForAsync(Duration)).Tags);
        first.Cancel();
        await ear.WaitForAsync(Ended, 2);
        Assert.Equal(2, (await ear.WaitForAsync(Started, 2)).Length);
    }

    [Fact(Timeout = 60_000)]
    public async Task Listener_OfEnds_RunsOnThePool()
    {
        await using var f = new NameResolverFixture();
        f.Server.Add("www.test", "192.0.2.1");
        using var ear = new MeterEar(Duration);
        await f.Resolver.GetHostByNameAsync("www.test");
        Assert.True(Assert.Single(await ear.WaitForAsync(Duration)).Thread.IsThreadPoolThread);
    }

    [Fact(Timeout = 60_000)]
    public async Task Listener_Throws_HarmsNoLookup()
    {
        await using var f = new NameResolverFixture();
        f.Server.Add("www.test", "192.0.2.1");
        using var ear = new MeterEar(onReading: () => throw new InvalidOperationException("a listener's mistake"));
        HostEntry entry = await f.Resolver.GetHostByNameAsync("www.test", AddressFamily.InterNetwork);
        Assert.Equal("192.0.2.1", Assert.Single(entry.Addresses).ToString());
        await ear.WaitForAsync(Active, 2);
        Assert.Single(await ear.WaitForAsync(Duration));
    }

    // One that blocks holds up neither results nor cancels.
    [Fact(Timeout = 60_000)]
    public async Task Listener_Blocks_HoldsUpNobody()
    {
        await using var f = new NameResolverFixture();
        f.Server.Add("www.test", "192.0.2.1");
        f.Server.Add("silent.test", "192.0.2.2");
        f.Server.Behave("silent.test", ServerBehaviour.Silence);
        using var blocked = new ManualResetEventSlim();
        using var ear = new MeterEar(Ended, blocked.Wait);
        await f.Resolver.GetHostByNameAsync("www.test");
        await ear.WaitForAsync(Ended);
        await f.Resolver.GetHostByNameAsync("www.test");
        Lookup<HostEntry> look = f.Resolver.StartGetHostByName("silent.test");
        look.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => look.Completion);
        blocked.Set();
        Assert.Equal(3, (await ear.WaitForAsync(Ended, 3)).Length);
    }

    // It began before anybody listened, so its start was not counted.
    [Fact(Timeout = 60_000)]
    public async Task Listener_ComesInTheMiddle_HearsNoEndWithoutAStart()
    {
        await using var f = new NameResolverFixture();
        f.Server.Add("www.test", "192.0.2.1");
        f.Server.Behave("www.test", ServerBehaviour.Silence);
        Lookup<HostEntry> look = f.Resolver.StartGetHostByName("www.test");
        using var ear = new MeterEar();
        look.Cancel();
        await f.Resolver.TryGetHostByNameAsync("other.test");
        Assert.Equal(
            "getxbyy.database=hosts getxbyy.outcome=failed", Assert.Single(await ear.WaitForAsync(Ended)).Tags);
        Assert.Single(await ear.WaitForAsync(Started));
    }
}
