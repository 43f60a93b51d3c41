using System.Net.Sockets;

namespace GetXByY.Tests.RealServers;

/// <summary>Answers of real servers that come late, twice and in another order than they were asked for.</summary>
public sealed class BadWireTests(SharedServer<UnboundServer> unbound, SharedServer<Bind9Server> named)
    : IClassFixture<SharedServer<UnboundServer>>, IClassFixture<SharedServer<Bind9Server>>
{
    private const int Workers = 32;
    private const int Lookups = 300;

    [Theory(Timeout = Hang.Guard)]
    [InlineData("unbound", "", 40, 1)]
    [InlineData("unbound", "", 0, 3)]
    [InlineData("named", "", 40, 3)]
    [InlineData("unbound", "options use-vc", 40, 1)]
    [InlineData("named", "options use-vc", 40, 1)]
    public async Task GetHostByName_BadWire_FindsEachItsOwn(string program, string option, int delay, int copies)
    {
        RealServer server = program == "unbound" ? unbound.Server : named.Server;
        await using var wire = new BadWire(server.EndPoint)
        {
            Delay = TimeSpan.FromMilliseconds(delay),
            Copies = copies,
        };
        await using var r = new ResolverUnderTest(option, ResolverUnderTest.LongAttempt, wire.EndPoint);
        var run = new LookupRun(r.Resolver, "n");
        Task running = run.StartAsync(Workers);
        await run.WaitForEndsAsync(Lookups);
        run.Stop();
        await running;
        Assert.Empty(run.Wrong);
        Assert.Empty(run.FailuresSince(0));
        Assert.Equal(
            ResolverUnderTest.Sorted(RealRecords.Big), await r.AddressesAsync("big.real.test", AddressFamily.InterNetwork));
    }

    // Its copies come when the query that they answer is over: no other look-up may take them.
    [Fact(Timeout = Hang.Guard)]
    public async Task Cancel_AnswersUnderWay_LeavesTheOthersTheirOwn()
    {
        await using var wire = new BadWire(unbound.Server.EndPoint) { Delay = TimeSpan.FromMilliseconds(30), Copies = 2 };
        await using var r = new ResolverUnderTest("", ResolverUnderTest.LongAttempt, wire.EndPoint);
        for (int wave = 0; wave < 10; wave++)
        {
            using var cancel = new CancellationTokenSource();
            Task<string>[] looks = [.. Enumerable.Range(0, 100).Select(i => FindAsync(r, i, i % 2 == 0 ? cancel.Token : default))];
            await looks[1];
            await cancel.CancelAsync();
            string[] found = await Task.WhenAll(looks);
            for (int i = 0; i < found.Length; i++)
                Assert.True(found[i] == $"{RealRecords.NumberedAddress(i)}" || (i % 2 == 0 && found[i] == "cancelled"), found[i]);
        }
    }

    private static async Task<string> FindAsync(ResolverUnderTest r, int number, CancellationToken token)
    {
        try
        {
            HostEntry entry = await r.Resolver.GetHostByNameAsync(
                $"n{number}.real.test", AddressFamily.InterNetwork, token);
            return ResolverUnderTest.Sorted(entry.Addresses);
        }
        catch (OperationCanceledException)
        {
            return "cancelled";
        }
    }
}
