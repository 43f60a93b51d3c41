namespace GetXByY.Tests.RealServers;

/// <summary>The network loses packets, both ways.</summary>
public sealed class PacketLossTests
{
    private const int Workers = 16;
    private const int Lookups = 300;

    [Theory(Timeout = Hang.Guard)]
    [InlineData(1, "", 3)]
    [InlineData(10, "", 5)]
    [InlineData(30, "", 25)]
    [InlineData(10, "options use-vc", 25)]
    public async Task GetHostByName_Loss_EndsEachRightOrTryAgainAndMostRight(int percent, string option, int mostFailed)
    {
        await using var faulty = new FaultyNetwork();
        RealServer server = await faulty.UnboundAsync();
        int port = server.EndPoint.Port;
        faulty.Network.SetRules(
            $"meta l4proto {{ tcp, udp }} th dport {port} numgen random mod 100 < {percent} drop",
            $"meta l4proto {{ tcp, udp }} th sport {port} numgen random mod 100 < {percent} drop");
        await using var r = new ResolverUnderTest(
            faulty.Network, $"options attempts:5\n{option}", TimeSpan.FromMilliseconds(400), server.EndPoint);
        var run = new LookupRun(r.Resolver, "n") { Limit = TimeSpan.FromSeconds(5) };
        Task running = run.StartAsync(Workers);
        await run.WaitForEndsAsync(Lookups);
        // What is left of the run may be as lucky as it likes.
        IReadOnlyList<string> failures = run.FailuresSince(0);
        faulty.Network.SetRules();
        run.Stop();
        await running;
        Assert.Empty(run.Wrong);
        Assert.Empty(run.Late);
        Assert.True(failures.Count <= Lookups * mostFailed / 100, string.Join('\n', failures));
    }
}
