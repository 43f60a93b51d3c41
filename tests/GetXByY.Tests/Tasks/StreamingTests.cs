using System.Net;
using GetXByY.Testing;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Tasks;

/// <summary>Addresses as they come. The time of the resolver stands still unless a test moves it.</summary>
public sealed class StreamingTests
{
    private const string Name = "www.example.test";
    private static readonly TimeSpan s_resolutionDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);

    private readonly TimerTime _time = new();

    [Fact]
    public async Task Enumerate_BothAnswered_AreInTheOrderInWhichToTryThem()
    {
        await using NameResolverFixture f = Make();
        Assert.Equal(["2001:db8::1", "192.0.2.1"], await ListAsync(f));
        await AssertNoTimerAsync();
    }

    [Fact]
    public async Task Enumerate_Ipv6First_IsGivenAtOnce()
    {
        await using NameResolverFixture f = Make();
        var gate = new ServerGate();
        f.Server.Behave(Name, ServerBehaviour.Answer.HeldBy(gate), QuestionType.A);
        await using var addresses = f.Resolver.EnumerateHostAddressesAsync(Name).GetAsyncEnumerator();

        Assert.Equal("2001:db8::1", await NextAsync(addresses));
        Assert.Equal(0, _time.Armed);
        gate.Open();
        Assert.Equal("192.0.2.1", await NextAsync(addresses));
        Assert.Null(await NextAsync(addresses));
    }

    [Fact]
    public async Task Enumerate_Ipv6WithinTheDelay_ComesFirst()
    {
        await using NameResolverFixture f = Make();
        var gate = new ServerGate();
        f.Server.Behave(Name, ServerBehaviour.Answer.HeldBy(gate), QuestionType.Aaaa);
        Task<List<string>> all = ListAsync(f);
        await _time.WaitForTimerAsync(s_resolutionDelay).WaitAsync(s_long);
        _time.Advance(s_resolutionDelay - TimeSpan.FromMilliseconds(1));
        gate.Open();
        Assert.Equal(["2001:db8::1", "192.0.2.1"], await all);
    }

    [Fact]
    public async Task Enumerate_Ipv6ThatDoesNotCome_DelaysIpv4By50Milliseconds()
    {
        await using NameResolverFixture f = Make();
        f.Server.Behave(Name, ServerBehaviour.Silence, QuestionType.Aaaa);
        await using var addresses = f.Resolver.EnumerateHostAddressesAsync(Name).GetAsyncEnumerator();
        Task<string?> first = NextAsync(addresses);
        await _time.WaitForTimerAsync(s_resolutionDelay).WaitAsync(s_long);
        _time.Advance(s_resolutionDelay - TimeSpan.FromMilliseconds(1));
        Assert.False(first.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal("192.0.2.1", await first);
        Assert.Equal(1, f.Resolver.Engine.Counts.Rented);
    }

    [Fact]
    public async Task Enumerate_Ipv6AfterTheDelay_ComesLast()
    {
        await using NameResolverFixture f = Make();
        var gate = new ServerGate();
        f.Server.Behave(Name, ServerBehaviour.Answer.HeldBy(gate), QuestionType.Aaaa);
        await using var addresses = f.Resolver.EnumerateHostAddressesAsync(Name).GetAsyncEnumerator();
        Task<string?> first = NextAsync(addresses);
        await PassTheDelayAsync();
        Assert.Equal("192.0.2.1", await first);
        Task<string?> second = NextAsync(addresses);
        gate.Open();
        Assert.Equal("2001:db8::1", await second);
        Assert.Null(await NextAsync(addresses));
    }

    // Asked apart, each family would go its own way through the search list.
    [Fact]
    public async Task Enumerate_SearchList_GivesAddressesOfOneNameOnly()
    {
        using var folder = new Configuration.TemporaryFolder();
        await using NameResolverFixture f = Make(options =>
            options.ResolvConfPath = folder.Write("search one.test two.test\n"));
        f.Server.Add("www.one.test", "192.0.2.1");
        f.Server.Add("www.two.test", "192.0.2.2", "2001:db8::2");
        Assert.Equal(["192.0.2.1"], await ListAsync(f, "www"));
    }

    [Theory]
    [InlineData(QuestionType.A, "2001:db8::1")]
    [InlineData(QuestionType.Aaaa, "192.0.2.1")]
    public async Task Enumerate_OneFamilyFails_GivesTheOther(QuestionType failing, string given)
    {
        await using NameResolverFixture f = Make();
        f.Server.Behave(Name, ServerBehaviour.Code(AnswerCode.ServerFailure), failing);
        Assert.Equal([given], await ListAsync(f));
    }

    [Fact]
    public async Task Enumerate_NothingFound_Throws()
    {
        await using NameResolverFixture f = Make();
        var e = await Assert.ThrowsAsync<LookupException>(() => ListAsync(f, "nobody.test"));
        Assert.Equal(LookupError.HostNotFound, e.Error);
    }

    [Fact]
    public async Task Enumerate_AddressInText_IsItself()
    {
        await using NameResolverFixture f = Make();
        Assert.Equal(["2001:db8::7"], await ListAsync(f, "2001:db8::7"));
        Assert.Equal(0, f.Server.QueryCount);
    }

    [Fact]
    public async Task Enumerate_LeftAfterTheFirst_CancelsTheLookup()
    {
        await using NameResolverFixture f = Make();
        f.Server.Behave(Name, ServerBehaviour.Silence, QuestionType.A);
        await foreach (IPAddress address in f.Resolver.EnumerateHostAddressesAsync(Name))
        {
            Assert.Equal("2001:db8::1", address.ToString());
            break;
        }
        AssertCancelled(f);
    }

    [Fact]
    public async Task Enumerate_TokenBeforeAnyAnswer_CancelsWithIt()
    {
        await using NameResolverFixture f = Make();
        f.Server.BehaveByDefault(ServerBehaviour.Silence);
        f.Server.Behave(Name, ServerBehaviour.Silence);
        using var source = new CancellationTokenSource();
        Task<List<string>> all = ListAsync(f, Name, source.Token);
        await f.Server.WaitForQueriesAsync(2).WaitAsync(s_long);
        source.Cancel();
        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => all);
        Assert.Equal(source.Token, e.CancellationToken);
        AssertCancelled(f);
    }

    [Fact]
    public async Task Enumerate_TokenWhileIpv4Waits_CancelsWithoutAnAddress()
    {
        await using NameResolverFixture f = Make();
        f.Server.Behave(Name, ServerBehaviour.Silence, QuestionType.Aaaa);
        using var source = new CancellationTokenSource();
        await using var addresses = f.Resolver.EnumerateHostAddressesAsync(Name, source.Token).GetAsyncEnumerator();
        Task<string?> first = NextAsync(addresses);
        await _time.WaitForTimerAsync(s_resolutionDelay).WaitAsync(s_long);
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        AssertCancelled(f);
        await AssertNoTimerAsync();
    }

    [Fact]
    public async Task Enumerate_TokenBetweenTwoAddresses_GivesNoMore()
    {
        await using NameResolverFixture f = Make();
        f.Server.Add("two.test", "192.0.2.1", "192.0.2.2");
        using var source = new CancellationTokenSource();
        await using var addresses = f.Resolver.EnumerateHostAddressesAsync("two.test", source.Token).GetAsyncEnumerator();
        Assert.NotNull(await NextAsync(addresses));
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => NextAsync(addresses));
    }

    [Fact]
    public async Task Enumerate_Disposed_ThrowsWhenItBegins()
    {
        NameResolverFixture f = Make();
        IAsyncEnumerable<IPAddress> addresses = f.Resolver.EnumerateHostAddressesAsync(Name);
        await f.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => addresses.GetAsyncEnumerator().MoveNextAsync().AsTask());
    }

    [Fact]
    public void Enumerate_Null_ThrowsAtOnce()
    {
        NameResolver resolver = new();
        Assert.Throws<ArgumentNullException>(() => resolver.EnumerateHostAddressesAsync(null!));
    }

    private NameResolverFixture Make(Action<NameResolverOptions>? configure = null)
    {
        var fixture = new NameResolverFixture(options =>
        {
            options.TimeProvider = _time;
            options.FollowChanges = false;
            configure?.Invoke(options);
        });
        fixture.Server.Add(Name, "192.0.2.1", "2001:db8::1");
        return fixture;
    }

    private async Task PassTheDelayAsync()
    {
        await _time.WaitForTimerAsync(s_resolutionDelay).WaitAsync(s_long);
        _time.Advance(s_resolutionDelay);
    }

    // Elsewhere: what has just ended may still be on this stack, and lets its timer go behind that.
    private Task AssertNoTimerAsync() => Task.Run(() =>
        Assert.True(SpinWait.SpinUntil(() => _time.Armed == 0, s_long), "the timer is left"));

    private static async Task<string?> NextAsync(IAsyncEnumerator<IPAddress> addresses) =>
        await addresses.MoveNextAsync().AsTask().WaitAsync(s_long) ? addresses.Current.ToString() : null;

    private static async Task<List<string>> ListAsync(
        NameResolverFixture f, string name = Name, CancellationToken token = default)
    {
        List<string> all = [];
        await foreach (IPAddress address in f.Resolver.EnumerateHostAddressesAsync(name, token))
            all.Add(address.ToString());
        return all;
    }

    private static void AssertCancelled(NameResolverFixture f)
    {
        Assert.True(SpinWait.SpinUntil(() => f.Resolver.Engine.Counts.Cancelled == 1, s_long), "it was not cancelled");
        Assert.Equal(0, f.Resolver.Engine.Counts.Rented);
    }
}
