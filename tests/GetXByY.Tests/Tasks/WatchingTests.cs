using System.Net;
using System.Net.Sockets;
using GetXByY.Testing;
using GetXByY.Tests.Configuration;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Tasks;

/// <summary>A name that is watched. The time of the resolver stands still unless a test moves it.</summary>
public sealed class WatchingTests
{
    private const string Name = "www.example.test";
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private readonly TimerTime _time = new();

    // Not with kept answers: where the test moves time while the engine is in a turn, that turn still finds the old one.
    [Fact]
    public async Task Watch_AddressesChange_GivesThemWhenTheTtlIsOver()
    {
        await using NameResolverFixture f = Make();
        Add(f, 20, "192.0.2.1");
        IAsyncEnumerator<LookupResult<HostEntry>> watch = Watch(f);
        Assert.Equal("192.0.2.1", await NextAsync(watch));
        Task<string> next = NextAsync(watch);
        await PassAsync(20);
        await PassAsync(20);
        await _time.WaitForTimerAsync(20 * s_second).WaitAsync(s_long);
        Assert.False(next.IsCompleted);
        Assert.Equal(3, f.Server.QueryCount);
        f.Server.Remove(Name);
        Add(f, 20, "192.0.2.1", "192.0.2.2");
        await PassAsync(20);
        Assert.Equal("192.0.2.1 192.0.2.2", await next);
        Assert.Equal(4, f.Server.QueryCount);
    }

    [Fact]
    public async Task Watch_OtherOrder_IsNoChange()
    {
        await using NameResolverFixture f = Make();
        Add(f, 5, "192.0.2.1", "192.0.2.2");
        IAsyncEnumerator<LookupResult<HostEntry>> watch = Watch(f);
        await NextAsync(watch);
        Task<string> next = NextAsync(watch);
        await _time.WaitForTimerAsync(5 * s_second).WaitAsync(s_long);
        f.Server.Remove(Name);
        Add(f, 5, "192.0.2.2", "192.0.2.1");
        await PassAsync(5);
        await _time.WaitForTimerAsync(5 * s_second).WaitAsync(s_long);
        Assert.False(next.IsCompleted);
    }

    [Fact]
    public async Task Watch_NoTtl_AsksOnceASecond()
    {
        await using NameResolverFixture f = Make();
        Add(f, 0, "192.0.2.1");
        IAsyncEnumerator<LookupResult<HostEntry>> watch = Watch(f);
        await NextAsync(watch);
        _ = NextAsync(watch);
        for (int i = 0; i < 3; i++)
            await PassAsync(1);
        await _time.WaitForTimerAsync(s_second).WaitAsync(s_long);
        Assert.Equal(4, f.Server.QueryCount);
    }

    [Fact]
    public async Task Watch_Failures_AreToldOnceAndAskedAgainMoreAndMoreSeldom()
    {
        await using NameResolverFixture f = Make();
        Add(f, 20, "192.0.2.1");
        IAsyncEnumerator<LookupResult<HostEntry>> watch = Watch(f);
        await NextAsync(watch);
        f.Server.Behave(Name, ServerBehaviour.Code(AnswerCode.ServerFailure));
        Task<string> next = NextAsync(watch);
        await PassAsync(20);
        Assert.Equal("TryAgain", await next);
        next = NextAsync(watch);
        foreach (int pause in new[] { 5, 10, 20, 40, 60 })
            await PassAsync(pause);
        await _time.WaitForTimerAsync(60 * s_second).WaitAsync(s_long);
        Assert.False(next.IsCompleted);
        // The same addresses are news after a failure.
        f.Server.Behave(Name, ServerBehaviour.Answer);
        await PassAsync(60);
        Assert.Equal("192.0.2.1", await next);
        next = NextAsync(watch);
        f.Server.Behave(Name, ServerBehaviour.Code(AnswerCode.ServerFailure));
        await PassAsync(20);
        Assert.Equal("TryAgain", await next);
        _ = NextAsync(watch);
        await PassAsync(5);
    }

    [Fact]
    public async Task Watch_SlowConsumer_AsksWhenTheNextIsWanted()
    {
        await using NameResolverFixture f = Make();
        Add(f, 20, "192.0.2.1");
        IAsyncEnumerator<LookupResult<HostEntry>> watch = Watch(f);
        await NextAsync(watch);
        _time.Advance(TimeSpan.FromSeconds(100));
        Assert.Equal((1, 0), (f.Server.QueryCount, _time.Armed));
        f.Server.Remove(Name);
        Add(f, 20, "192.0.2.2");
        Assert.Equal("192.0.2.2", await NextAsync(watch));
    }

    [Fact]
    public async Task Watch_HostsFileChanges_GivesTheNewAddresses()
    {
        using var folder = new TemporaryFolder();
        string hosts = folder.Write("192.0.2.1 www.example.test\n");
        await using NameResolverFixture f = Make(configure: o =>
        {
            o.FollowChanges = true;
            o.HostsPath = hosts;
        });
        IAsyncEnumerator<LookupResult<HostEntry>> watch = Watch(f);
        Assert.Equal("192.0.2.1", await NextAsync(watch));
        Task<string> next = NextAsync(watch);
        await File.WriteAllTextAsync(hosts, "192.0.2.22 www.example.test\n");
        for (int i = 0; i < 100 && !next.IsCompleted; i++)
            await PassAsync(1, next);
        Assert.Equal("192.0.2.22", await next);
        Assert.Equal(0, f.Server.QueryCount);
    }

    [Fact]
    public async Task Watch_TokenWhileItWaits_EndsItAndLeavesNoTimer()
    {
        await using NameResolverFixture f = Make();
        Add(f, 20, "192.0.2.1");
        using var source = new CancellationTokenSource();
        IAsyncEnumerator<LookupResult<HostEntry>> watch = Watch(f, source.Token);
        await NextAsync(watch);
        Task<string> next = NextAsync(watch);
        await _time.WaitForTimerAsync(20 * s_second).WaitAsync(s_long);
        source.Cancel();
        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        Assert.Equal(source.Token, e.CancellationToken);
        Assert.Equal((0, 0), (_time.Armed, f.Resolver.TakeSnapshot().Outstanding));
    }

    [Fact]
    public async Task Watch_TokenWhileItAsks_CancelsTheLookup()
    {
        await using NameResolverFixture f = Make();
        f.Server.BehaveByDefault(ServerBehaviour.Silence);
        using var source = new CancellationTokenSource();
        IAsyncEnumerator<LookupResult<HostEntry>> watch = Watch(f, source.Token);
        Task<string> next = NextAsync(watch);
        await f.Server.WaitForQueriesAsync(1).WaitAsync(s_long);
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        Assert.Equal((0, 0), (_time.Armed, f.Resolver.TakeSnapshot().Outstanding));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Watch_ResolverDisposed_Throws(bool isAnswered)
    {
        NameResolverFixture f = Make();
        if (isAnswered)
            Add(f, 20, "192.0.2.1");
        else
            f.Server.BehaveByDefault(ServerBehaviour.Silence);
        IAsyncEnumerator<LookupResult<HostEntry>> watch = Watch(f);
        if (isAnswered)
            await NextAsync(watch);
        Task<string> next = NextAsync(watch);
        if (isAnswered)
            await _time.WaitForTimerAsync(20 * s_second).WaitAsync(s_long);
        else
            await f.Server.WaitForQueriesAsync(1).WaitAsync(s_long);
        await f.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => next);
        Assert.Equal(0, _time.Armed);
    }

    // Whoever cancels has the stack for itself.
    [Fact]
    public async Task Watch_Token_RunsNothingOfTheConsumerOnItsStack()
    {
        await using NameResolverFixture f = Make();
        Add(f, 20, "192.0.2.1");
        using var source = new CancellationTokenSource();
        IAsyncEnumerator<LookupResult<HostEntry>> watch = Watch(f, source.Token);
        await NextAsync(watch);
        Task<bool> next = watch.MoveNextAsync().AsTask();
        await _time.WaitForTimerAsync(20 * s_second).WaitAsync(s_long);
        var ran = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        // Where the enumerator's own continuation runs, whatever context the test has.
        _ = next.ContinueWith(
            _ => ran.SetResult(Environment.CurrentManagedThreadId), CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        int canceller = 0;
        var thread = new Thread(() =>
        {
            canceller = Environment.CurrentManagedThreadId;
            source.Cancel();
            ran.Task.Wait(s_long);
        });
        thread.Start();
        Assert.NotEqual(canceller, await ran.Task.WaitAsync(s_long));
        thread.Join();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public async Task Watch_WrongArguments_ThrowAtOnce()
    {
        await using NameResolverFixture f = Make();
        Assert.Throws<ArgumentNullException>("name", () => f.Resolver.WatchHostByNameAsync(null!));
        Assert.Throws<ArgumentException>("family", () => f.Resolver.WatchHostByNameAsync(Name, AddressFamily.Unix));
    }

    private NameResolverFixture Make(Action<NameResolverOptions>? configure = null) => new(options =>
    {
        options.TimeProvider = _time;
        options.FollowChanges = false;
        configure?.Invoke(options);
    });

    private static void Add(NameResolverFixture f, int ttl, params string[] addresses)
    {
        foreach (string address in addresses)
            f.Server.Add(Name, TimeSpan.FromSeconds(ttl), IPAddress.Parse(address));
    }

    private static IAsyncEnumerator<LookupResult<HostEntry>> Watch(NameResolverFixture f, CancellationToken token = default) =>
        f.Resolver.WatchHostByNameAsync(Name, AddressFamily.InterNetwork, token).GetAsyncEnumerator(CancellationToken.None);

    // Lets the time pass that the watch waits for.
    private async Task PassAsync(int seconds, Task? orEnd = null)
    {
        Task armed = _time.WaitForTimerAsync(seconds * s_second).WaitAsync(s_long);
        await Task.WhenAny(armed, orEnd ?? armed);
        _time.Advance(seconds * s_second);
    }

    private static async Task<string> NextAsync(IAsyncEnumerator<LookupResult<HostEntry>> watch)
    {
        Assert.True(await watch.MoveNextAsync().AsTask().WaitAsync(s_long));
        return watch.Current.TryGetEntry(out HostEntry? host)
            ? string.Join(' ', host.Addresses.Select(a => a.ToString()).Order())
            : watch.Current.Error.ToString();
    }
}
