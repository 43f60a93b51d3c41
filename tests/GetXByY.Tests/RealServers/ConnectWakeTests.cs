namespace GetXByY.Tests.RealServers;

/// <summary>The end of a TCP connect reaches the pump by itself, however it falls together with other events.</summary>
public sealed class ConnectWakeTests
{
    // The time is stopped and no look-up has a deadline, so nothing but the refused connects themselves can end the
    // look-ups: one that is overheard leaves its look-ups hanging for the whole attempt timeout of 30 s.
    [Fact(Timeout = 25_000)]
    public async Task GetHostByName_ConnectsRefused_EndWithoutWaitingForTheAttemptTimeout()
    {
        const int workers = 8, each = 2_500;
        using var closed = new ClosedServer();
        await using var r = new ResolverUnderTest(
            "options use-vc attempts:2", ResolverUnderTest.LongAttempt, closed.EndPoint);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < each; i++)
                Assert.Equal(LookupError.TryAgain, await r.ErrorAsync("www.real.test"));
        })));
    }
}
