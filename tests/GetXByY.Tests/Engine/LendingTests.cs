using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using GetXByY.Tests.Tasks;

namespace GetXByY.Tests.Engine;

/// <summary>Threads that wait for completions again and again, and pump the engine meanwhile.</summary>
public sealed class LendingTests : IAsyncDisposable
{
    private readonly BreakableWorld _world = new();
    private readonly LookupQueue<ServiceEntry> _services = new();
    private readonly LookupQueue<HostEntry> _hosts = new();
    private readonly NameResolver _resolver;

    public LendingTests() => _resolver = Resolver(_world);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _resolver.DisposeAsync();

    [Fact]
    public void Take_WaitsAgainAndAgain_PumpsOnItsOwnThread()
    {
        Borrow();
        Assert.Equal(80, LookUp(_resolver).Port);
    }

    [Fact]
    public async Task Take_InPlaceIsAllowed_DoesNotPump()
    {
        var world = new BreakableWorld();
        await using NameResolver resolver = Resolver(world, inPlace: true);
        for (int i = 0; i < 64; i++)
            LookUp(resolver);
        for (int i = 0; i < 64; i++)
            _services.TryTake(out _, TimeSpan.FromMilliseconds(1), Token);
        Assert.DoesNotContain(Environment.CurrentManagedThreadId, world.Driver.Sleepers.Keys);
    }

    [Fact]
    public void Take_BorrowerIsBusyElsewhere_OthersLookupsEnd()
    {
        Borrow();
        Task<ServiceEntry> other = _resolver.GetServiceByNameAsync("http", "tcp", Token).AsTask();
        // Blocks on purpose: the borrower does nothing else.
        Assert.True(((IAsyncResult)other).AsyncWaitHandle.WaitOne(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Take_LookupOfAnotherThread_WakesTheBorrower()
    {
        Borrow();
        _world.Driver.Sleepers.Clear();
        Task starting = Task.Run(
            () =>
            {
                // When the borrower sleeps in the engine's wait, or a while later, when the engine's own thread has the part again.
                SpinWait.SpinUntil(() => !_world.Driver.Sleepers.IsEmpty, TimeSpan.FromMinutes(1));
                Assert.True(_resolver.TryStartGetServiceByName("http", "tcp", _services, out _));
            },
            Token);
        Assert.Equal(80, _services.Take(Token).Result.Entry.Port);
        await starting;
    }

    [Fact]
    public void Take_TokenFiresWhileItPumps_ThrowsWithThatToken()
    {
        Borrow();
        _world.Driver.Sleepers.Clear();
        using var source = new CancellationTokenSource();
        var firing = new Thread(() =>
        {
            SpinWait.SpinUntil(() => !_world.Driver.Sleepers.IsEmpty, TimeSpan.FromMinutes(1));
            source.Cancel();
        });
        firing.Start();
        OperationCanceledException thrown = Assert.ThrowsAny<OperationCanceledException>(() => _services.Take(source.Token));
        Assert.Equal(source.Token, thrown.CancellationToken);
        firing.Join();
    }

    [Fact]
    public void TryTake_NothingComes_ReturnsWhenTheTimeIsUp()
    {
        Borrow();
        var watch = Stopwatch.StartNew();
        Assert.False(_services.TryTake(out _, TimeSpan.FromMilliseconds(30), Token));
        Assert.True(watch.ElapsedMilliseconds >= 29);
        Assert.False(_services.TryTake(out _, TimeSpan.Zero, Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => _services.TryTake(out _, TimeSpan.FromMilliseconds(-2), Token));
    }

    [Fact]
    public async Task TryTake_ClockOfTheResolverStandsStill_ReturnsWhenTheTimeIsUp()
    {
        await using NameResolver resolver = Resolver(new BreakableWorld(), time: new FrozenTime());
        for (int i = 0; i < 64; i++)
            LookUp(resolver);
        Assert.False(_services.TryTake(out _, TimeSpan.FromMilliseconds(30), Token));
    }

    [Fact]
    public async Task Take_EachResultIsThereAtOnce_TheNetworkIsLookedAtAllTheSame()
    {
        Borrow();
        Task driving = Task.Run(
            () =>
            {
                int looks = _world.Driver.Looks;
                SpinWait.SpinUntil(() => _world.Driver.Looks > looks + 2, TimeSpan.FromMinutes(1));
                Assert.True(_world.Driver.Looks > looks + 2);
            },
            Token);
        while (!driving.IsCompleted)
            LookUp(_resolver);
        await driving;
    }

    [Fact]
    public void Take_ResolverIsForgotten_KeepsNothingOfIt()
    {
        WeakReference engine = UseAndDispose();
        for (int i = 0; i < 100 && engine.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Yield();
        }
        Assert.False(engine.IsAlive);
        GC.KeepAlive(_services);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference UseAndDispose()
    {
        NameResolver resolver = Resolver(new BreakableWorld());
        for (int i = 0; i < 64; i++)
            LookUp(resolver);
        Task disposing = resolver.DisposeAsync().AsTask();
        Assert.True(((IAsyncResult)disposing).AsyncWaitHandle.WaitOne(TimeSpan.FromMinutes(1)));
        return new WeakReference(resolver.Engine);
    }

    [Fact]
    public async Task DisposeAsync_BorrowerSleeps_Ends()
    {
        Borrow();
        _world.Driver.Sleepers.Clear();
        using var source = new CancellationTokenSource();
        Task disposing = Task.Run(
            async () =>
            {
                SpinWait.SpinUntil(() => !_world.Driver.Sleepers.IsEmpty, TimeSpan.FromMinutes(1));
                await _resolver.DisposeAsync();
                source.Cancel();
            },
            Token);
        Assert.ThrowsAny<OperationCanceledException>(() => _services.Take(source.Token));
        await disposing;
        Assert.True(_world.Driver.IsDisposed);
    }

    [Fact]
    public void Take_EngineGoesDownWhileItPumps_GivesNetworkDown()
    {
        Borrow();
        Assert.True(_resolver.TryStartGetHostByName("host.test.", _hosts, out _, 0, AddressFamily.InterNetwork));
        _services.TryTake(out _, TimeSpan.FromMilliseconds(1), Token);
        _world.Driver.Break(new InvalidTimeZoneException());
        while (!_hosts.Reader.TryPeek(out _))
            _services.TryTake(out _, TimeSpan.FromMilliseconds(1), Token);
        Assert.Equal(LookupError.NetworkDown, _hosts.Take(Token).Result.Error);
        Assert.IsType<InvalidTimeZoneException>(_resolver.Failure);
    }

    [Fact]
    public async Task Take_TwoResolversInTurn_GetsAll()
    {
        await using NameResolver other = Resolver(new BreakableWorld());
        for (int i = 0; i < 200; i++)
            Assert.Equal(80, LookUp(i % 2 == 0 ? _resolver : other).Port);
    }

    [Fact]
    public void Take_SeveralThreadsAtOneQueue_GetAll()
    {
        const int each = 2000;
        int found = 0;
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < each; i++)
            {
                Assert.True(_resolver.TryStartGetServiceByName("http", "tcp", _services, out uint _));
                if (_services.Take(Token).Result.IsSuccess)
                    Interlocked.Increment(ref found);
            }
        }))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        Assert.Equal(4 * each, found);
    }

    [Fact]
    public void Take_ByABorrower_AllocatesNothing()
    {
        for (int i = 0; i < 5000; i++)
            LookUp(_resolver);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            LookUp(_resolver);
        // A thread that watches may have to be made.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000);
    }

    [Fact]
    public async Task Take_InterruptedOverAndOver_ThrowsThereAndLosesNothing()
    {
        await using var f = new NameResolverFixture();
        f.Server.Add("www.test", "192.0.2.1");
        int found = 0, interrupted = 0;
        bool hasEnded = false;
        var taker = new Thread(() =>
        {
            while (found < 2000)
            {
                f.Resolver.TryStartGetHostByName("www.test", _hosts, out _, 0, AddressFamily.InterNetwork);
                for (bool hasTaken = false; !hasTaken;)
                {
                    try
                    {
                        found += _hosts.Take(Token).Result.IsSuccess ? 1 : 0;
                        hasTaken = true;
                    }
                    catch (ThreadInterruptedException)
                    {
                        interrupted++;
                    }
                }
            }
            Volatile.Write(ref hasEnded, true);
        });
        taker.Start();
        while (!Volatile.Read(ref hasEnded))
        {
            taker.Interrupt();
            taker.Join(1);
        }
        Assert.Equal(2000, found);
        Assert.True(interrupted > 0);
        Assert.Null(f.Resolver.Failure);
    }

    private static NameResolver Resolver(BreakableWorld world, bool inPlace = false, TimeProvider? time = null) =>
        InPlaceWorld.Resolver(world, inPlace, time);

    // Waits for what does not come until this thread sleeps in the engine's wait.
    private void Borrow()
    {
        LookUp(_resolver);
        while (!_world.Driver.Sleepers.ContainsKey(Environment.CurrentManagedThreadId))
        {
            Token.ThrowIfCancellationRequested();
            _services.TryTake(out _, TimeSpan.FromMilliseconds(1), Token);
        }
    }

    private ServiceEntry LookUp(NameResolver resolver)
    {
        Assert.True(resolver.TryStartGetServiceByName("http", "tcp", _services, out uint _));
        return _services.Take(Token).Result.Entry;
    }

    private sealed class FrozenTime : TimeProvider
    {
        public override long GetTimestamp() => 1;
    }
}
