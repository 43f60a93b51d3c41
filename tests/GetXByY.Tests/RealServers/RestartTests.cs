namespace GetXByY.Tests.RealServers;

/// <summary>A server is killed and started again in the middle of a run of look-ups.</summary>
public sealed class RestartTests
{
    private const int Workers = 8;

    // Shorter than the attempts together, so that while the server is dead the deadline is what ends some.
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(3);

    // Over UDP, over TCP alone, and over UDP first and then TCP because the answers are truncated.
    public static TheoryData<string, string, string> Runs => new()
    {
        { "unbound", "", "n" },
        { "unbound", "options use-vc", "n" },
        { "unbound", "", "big" },
        { "knotd", "", "n" },
        { "knotd", "options use-vc", "n" },
        { "nsd", "", "n" },
        { "nsd", "", "big" },
        { "named", "", "n" },
        { "named", "options use-vc", "n" },
        { "named", "", "big" },
        { "pdns_recursor", "", "n" },
        { "pdns_recursor", "options use-vc", "n" },
        { "dnsmasq", "", "n" },
        { "dnsmasq", "options use-vc", "n" },
    };

    [Theory(Timeout = Hang.Guard)]
    [MemberData(nameof(Runs))]
    public async Task GetHostByName_OnlyServerRestarts_EndsEachRightOrTryAgain(string server, string option, string name)
    {
        await using RealServer only = Make(server);
        await only.StartAsync();
        await using var r = new ResolverUnderTest(
            $"options attempts:2\n{option}", TimeSpan.FromSeconds(2), only.EndPoint);
        var run = new LookupRun(r.Resolver, name) { Limit = s_limit };
        Task running = run.StartAsync(Workers);
        await run.WaitForEndsAsync(100);
        await only.KillAsync();
        await run.WaitForFailuresAsync(50);
        await only.StartAsync();
        int back = run.BeginPhase();
        await run.WaitForEndsAsync(back + 200);
        run.Stop();
        await running;
        Assert.Empty(run.Wrong);
        Assert.Empty(run.Late);
        Assert.Empty(run.FailuresSince(back));
    }

    [Theory(Timeout = Hang.Guard)]
    [InlineData("unbound", "")]
    [InlineData("knotd", "options use-vc")]
    public async Task GetHostByName_OneOfTwoServersRestarts_EndsEachRight(string server, string option)
    {
        await using RealServer first = Make(server);
        await using RealServer second = new DnsmasqServer();
        await first.StartAsync();
        await second.StartAsync();
        await using var r = new ResolverUnderTest(
            $"options rotate attempts:5\n{option}", TimeSpan.FromSeconds(1), first.EndPoint, second.EndPoint);
        var run = new LookupRun(r.Resolver, "n");
        Task running = run.StartAsync(Workers);
        await run.WaitForEndsAsync(100);
        await first.KillAsync();
        await run.WaitForEndsAsync(run.Ends + 200);
        await first.StartAsync();
        await run.WaitForEndsAsync(run.Ends + 200);
        run.Stop();
        await running;
        Assert.Empty(run.Wrong);
        Assert.Empty(run.FailuresSince(0));
    }

    private static RealServer Make(string program) => program switch
    {
        "unbound" => new UnboundServer(),
        "knotd" => new KnotServer(),
        "nsd" => new NsdServer(),
        "named" => new Bind9Server(),
        "pdns_recursor" => new PdnsRecursorServer(),
        _ => new DnsmasqServer(),
    };
}
