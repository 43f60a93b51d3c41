using System.Net.Sockets;
using GetXByY.Testing;

namespace GetXByY.Tests.RealServers;

/// <summary>Cancels of look-ups that hang because the unbound that was asked waits for its upstream.</summary>
public sealed class CancelAtForwarderTests
{
    private const string Silent = "silent.up.test";

    [Theory(Timeout = Hang.Guard)]
    [InlineData("")]
    [InlineData("options use-vc")]
    public async Task Cancel_WhileUnboundWaits_EndsWithTheTokenAndNamesWorkAfterwards(string option)
    {
        await using ForwardingPair p = await ForwardingPair.StartAsync(option);
        p.Upstream.Behave(Silent, ServerBehaviour.Silence);
        using var cancel = new CancellationTokenSource();
        Task<HostEntry> look = p.Resolver.Resolver.GetHostByNameAsync(Silent, cancel.Token).AsTask();
        await p.Upstream.WaitForQueriesAsync(Silent, 2);
        Assert.False(look.IsCompleted);
        await cancel.CancelAsync();
        OperationCanceledException e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => look);
        Assert.Equal(cancel.Token, e.CancellationToken);

        Assert.Equal("192.0.2.1", await p.Resolver.AddressesAsync("www.real.test"));
        p.Upstream.Add(Silent, "192.0.2.8");
        p.Upstream.Behave(Silent, ServerBehaviour.Answer);
        await AssertFoundAsync(p, Silent, "192.0.2.8");
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task Cancel_ByLookupAndByGroup_EndsEachOnce()
    {
        await using ForwardingPair p = await ForwardingPair.StartAsync();
        p.Upstream.BehaveByDefault(ServerBehaviour.Silence);
        var group = new LookupGroup();
        Lookup<HostEntry>[] looks = [.. Enumerable.Range(0, 20).Select(i => p.Resolver.Resolver.StartGetHostByName(
            $"s{i}.up.test", AddressFamily.InterNetwork, new LookupOptions { Group = group }))];
        await p.Upstream.WaitForQueriesAsync("s19.up.test", 1);
        Assert.Equal(CancelOutcome.CancelledInFlight, looks[0].Cancel());
        Assert.Equal(CancelOutcome.AlreadyCancelled, looks[0].Cancel());
        Assert.Equal(19, group.Cancel());
        foreach (Lookup<HostEntry> look in looks)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => look.Completion);
            Assert.Equal(LookupState.Cancelled, look.State);
        }
        Assert.Equal("192.0.2.1", await p.Resolver.AddressesAsync("www.real.test"));
    }

    // Over TCP all ride on one connection, which must survive those that leave it.
    [Theory(Timeout = Hang.Guard)]
    [InlineData("")]
    [InlineData("options use-vc")]
    public async Task Cancel_EveryOther_LeavesTheOthersTheirResults(string option)
    {
        await using ForwardingPair p = await ForwardingPair.StartAsync(option);
        var gate = new ServerGate();
        p.Upstream.BehaveByDefault(ServerBehaviour.Answer.HeldBy(gate));
        for (int i = 0; i < 40; i++)
            p.Upstream.Add($"h{i}.up.test", $"192.0.2.{i}");
        using var cancel = new CancellationTokenSource();
        Task<HostEntry>[] looks = [.. Enumerable.Range(0, 40).Select(i => p.Resolver.Resolver.GetHostByNameAsync(
            $"h{i}.up.test", AddressFamily.InterNetwork, i % 2 == 0 ? cancel.Token : default).AsTask())];
        for (int i = 0; i < 40; i++)
            await p.Upstream.WaitForQueriesAsync($"h{i}.up.test", 1);
        await cancel.CancelAsync();
        for (int i = 0; i < 40; i += 2)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => looks[i]);
        gate.Open();
        for (int i = 1; i < 40; i += 2)
            Assert.Equal($"192.0.2.{i}", Assert.Single((await looks[i]).Addresses).ToString());
    }

    // The waves come while answers do, so every state of a look-up is met.
    [Fact(Timeout = Hang.Guard)]
    public async Task Cancel_InTheMiddleOfAnswers_EndsEachWithItsResultOrTheToken()
    {
        await using ForwardingPair p = await ForwardingPair.StartAsync();
        int found = 0, cancelled = 0;
        for (int wave = 0; wave < 20; wave++)
        {
            using var cancel = new CancellationTokenSource();
            Task<HostEntry>[] looks = [.. Enumerable.Range(0, 50).Select(i => p.Resolver.Resolver.GetHostByNameAsync(
                $"n{i}.real.test", AddressFamily.InterNetwork, cancel.Token).AsTask())];
            await looks[wave * 2];
            await cancel.CancelAsync();
            for (int i = 0; i < looks.Length; i++)
            {
                try
                {
                    Assert.Equal(RealRecords.NumberedAddress(i), Assert.Single((await looks[i]).Addresses));
                    found++;
                }
                catch (OperationCanceledException e)
                {
                    Assert.Equal(cancel.Token, e.CancellationToken);
                    cancelled++;
                }
            }
        }
        Assert.Equal(1000, found + cancelled);
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task DisposeAsync_WhileUnboundWaits_CancelsWhatIsOutstanding()
    {
        await using ForwardingPair p = await ForwardingPair.StartAsync();
        p.Upstream.BehaveByDefault(ServerBehaviour.Silence);
        Task<HostEntry> look = p.Resolver.Resolver.GetHostByNameAsync(Silent).AsTask();
        await p.Upstream.WaitForQueriesAsync(Silent, 1);
        await p.Resolver.Resolver.DisposeAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => look);
    }

    // While unbound has not heard of its upstream's recovery it may say SERVFAIL.
    private static async Task AssertFoundAsync(ForwardingPair p, string name, string address)
    {
        LookupResult<HostEntry> result;
        do
            result = await p.Resolver.Resolver.TryGetHostByNameAsync(name, AddressFamily.InterNetwork);
        while (result.Error == LookupError.TryAgain);
        Assert.Equal(address, ResolverUnderTest.Sorted(result.Entry.Addresses));
    }
}
