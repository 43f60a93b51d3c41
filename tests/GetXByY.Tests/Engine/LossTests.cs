using System.Globalization;
using GetXByY.Dns.Resolution;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>How long look-ups take where answers are lost and servers die, in virtual time: what the network does follows from
/// a seed, so the figures are the same each time.</summary>
public sealed class LossTests(ITestOutputHelper output)
{
    private const string OneServer = "nameserver 192.0.2.1\noptions timeout:1 attempts:5\n";
    private const string ThreeServers =
        "nameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 192.0.2.3\noptions timeout:1 attempts:2\n";

    private readonly Random _random = new(7);
    private readonly List<(uint At, SentMessage Query)> _coming = [];

    private double Loss { get; set; }

    private int Dead { get; set; } = -1;

    // One look-up, with what is on its way moved on each millisecond.
    private async Task<(int Milliseconds, LookupResult<object> Result)> LookUp(SimulatedEngine s, string name)
    {
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, name);
        int passed = 0;
        for (s.Pump(); s.Engine.Resolver.Outstanding > 0; passed++)
        {
            Carry(s);
            s.Time.Advance(TimeSpan.FromMilliseconds(1));
            s.Pump();
            Deliver(s);
        }
        return (passed, await face.Posted);
    }

    private void Carry(SimulatedEngine s)
    {
        while (s.Network.Sent.TryDequeue(out SentMessage? query))
        {
            if (query.Server != Dead && _random.NextDouble() >= Loss)
                _coming.Add((s.Now + (uint)_random.Next(8, 13), query));
        }
    }

    private void Deliver(SimulatedEngine s)
    {
        foreach ((uint at, SentMessage query) in _coming.Where(c => c.At <= s.Now).ToList())
        {
            _coming.Remove((at, query));
            if (s.Network.OpenChannels.Contains(query.Channel))
                s.Answer(query, r => r.Address("192.0.2.9"));
        }
    }

    private async Task<int[]> Times(SimulatedEngine s, int count, string name, bool mayFail = false)
    {
        var times = new int[count];
        for (int i = 0; i < count; i++)
        {
            (times[i], LookupResult<object> result) = await LookUp(s, $"{name}{i}.test.");
            Assert.True(result.IsSuccess || (mayFail && result.Error == LookupError.TryAgain), $"{name}{i}: {result.Reason}");
        }
        Array.Sort(times);
        return times;
    }

    private void Say(FormattableString what) => output.WriteLine(what.ToString(CultureInfo.InvariantCulture));

    // An attempt lasts a second here.
    [Theory]
    [InlineData(OneServer)]
    [InlineData(ThreeServers)]
    public async Task HostByName_ThirtyPercentLost_TakesLessThanThreeAttempts(string resolvConf)
    {
        using var s = new SimulatedEngine(resolvConf);
        Loss = 0.3;
        int[] times = await Times(s, 2000, "n", mayFail: true);
        (int median, int p99, int most) = (times[1000], times[1980], times[^1]);
        Say($"median {median} ms, p99 {p99} ms, most {most} ms, {s.Engine.Resolver.Counts.Sent} sent for {times.Length}");
        Assert.InRange(p99, 1, 3 * 1000 - 1);
        Assert.InRange(median, 8, 20);
    }

    [Fact]
    public async Task HostByName_FirstOfThreeDies_IsAsQuickAsBeforeAfterTheFirstFailure()
    {
        using var s = new SimulatedEngine(ThreeServers);
        int normal = (await Times(s, 201, "before"))[100];
        Dead = 0;
        (int first, _) = await LookUp(s, "first.test.");
        int[] after = await Times(s, 201, "after");
        Say($"median {normal} ms, the first failure {first} ms, then median {after[100]} ms, most {after[^1]} ms");
        Assert.InRange(after[100], 1, (int)(normal * 1.1));
        // Until it is found silent, hedges go beside; whoever has no token left waits a quarter of a second, once.
        Assert.InRange(after[^1], 1, 300);
        Assert.InRange(after[180], 1, (int)(normal * 1.3));
    }

    [Fact]
    public async Task HostByName_DeadServerIsBack_IsAskedFirstAgain()
    {
        using var s = new SimulatedEngine(ThreeServers);
        await Times(s, 20, "before");
        Dead = 0;
        await Times(s, 20, "dead");
        Assert.Equal(ServerHealth.Silent, s.Engine.Resolver.Servers[0].Health);
        s.Pass(TimeSpan.FromSeconds(10));
        Dead = -1;
        await Times(s, 3, "back");
        Assert.Equal(ServerHealth.Healthy, s.Engine.Resolver.Servers[0].Health);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.1)]
    [InlineData(0.3)]
    public async Task HostByName_AnswersLost_KeepsTheBudgetOfHedges(double loss)
    {
        using var s = new SimulatedEngine(ThreeServers);
        Loss = loss;
        await Times(s, 2000, "n", mayFail: true);
        (long hedges, long probes) = Extras(s);
        Say($"{loss:P0} lost: {hedges} hedges, {probes} probes, {s.Engine.Resolver.Counts.Sent} sent for 2000");
        Assert.InRange(hedges, 1, 100);
    }

    // One look-up is one query here.
    [Fact]
    public async Task HostByName_ThirtyPercentLost_ProbesWithATwentiethOfTheQueries()
    {
        const int Window = 200;
        using var s = new SimulatedEngine(ThreeServers);
        Loss = 0.3;
        List<(uint At, long Probes)> seen = [(s.Now, 0)];
        for (int i = 0; i < 2000; i++)
        {
            await LookUp(s, $"n{i}.test.");
            seen.Add((s.Now, Extras(s).Probes));
        }
        long most = 0;
        for (int i = Window; i < seen.Count; i++)
        {
            (uint from, uint to) = (seen[i - Window].At, seen[i].At);
            long probes = seen[i].Probes - seen[i - Window].Probes;
            // Beside the share: ten that were saved up, and one for each server in 32 seconds.
            Assert.InRange(probes, 0, (Window / 20) + 10 + (3 * (1 + ((to - from) / 32_000))));
            most = Math.Max(most, probes);
        }
        Say($"{seen[^1].Probes} probes for 2000 in {(seen[^1].At - seen[0].At) / 1000} s, at most {most} for {Window}");
        Assert.InRange(seen[^1].Probes, 1, 125);
    }

    private static (long Hedges, long Probes) Extras(SimulatedEngine s)
    {
        long hedges = 0, probes = 0;
        for (int i = 0; i < s.Engine.Resolver.Servers.Count; i++)
        {
            hedges += s.Engine.Resolver.Servers[i].Counts.Hedges;
            probes += s.Engine.Resolver.Servers[i].Counts.Probes;
        }
        return (hedges, probes);
    }
}
