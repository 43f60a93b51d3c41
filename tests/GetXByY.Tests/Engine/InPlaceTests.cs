using System.Net.Sockets;

namespace GetXByY.Tests.Engine;

/// <summary>Continuations on the engine's own thread, and what becomes of it while they block.</summary>
public sealed class InPlaceTests
{
    private readonly InPlaceWorld _world = new();
    private readonly ManualResetEventSlim _blocked = new();
    private readonly AsyncLocal<string?> _local = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Completion_AsAllowed_ContinuesOnTheEnginesThreadOrOnThePool(bool inPlace)
    {
        await using NameResolver resolver = InPlaceWorld.Resolver(_world, inPlace);
        Task<(bool, bool)> place = Then(Start(resolver), () => (_world.IsOurs, Thread.CurrentThread.IsThreadPoolThread));
        _world.Gate.Set();
        Assert.Equal((inPlace, !inPlace), await place);
    }

    [Fact]
    public async Task Completion_EightContinuationsThatBlock_StopNoOtherLookupAndTheirThreadsEnd()
    {
        await using NameResolver resolver = InPlaceWorld.Resolver(_world);
        using var reached = new CountdownEvent(8);
        Task<bool>[] eight = [.. Enumerable.Range(0, 8).Select(_ => Then(Start(resolver), () =>
        {
            bool isOurs = _world.IsOurs;
            reached.Signal();
            _blocked.Wait(Token);
            return isOurs;
        }))];
        _world.Gate.Set();
        reached.Wait(Token);
        Assert.Equal(80, (await resolver.GetServiceByNameAsync("http", "tcp", Token)).Port);
        Assert.DoesNotContain(eight, one => one.IsCompleted);
        _blocked.Set();
        Assert.DoesNotContain(false, await Task.WhenAll(eight));
        await resolver.DisposeAsync();
        await _world.Ended.WaitAsync(Token);
    }

    [Fact]
    public async Task Completion_OneBeforeHasChangedTheThread_FindsItAsItWas()
    {
        await using NameResolver resolver = InPlaceWorld.Resolver(_world);
        _world.WatchGate.Reset();
        Task<bool> before = Then(Start(resolver), () =>
        {
            (Thread.CurrentThread.Priority, Thread.CurrentThread.IsBackground) = (ThreadPriority.Lowest, false);
            Thread.CurrentThread.Name = "spoilt";
            return _world.IsOurs;
        });
        Task<(ThreadPriority, bool, string?)> found = Then(
            Start(resolver), () => (Thread.CurrentThread.Priority, Thread.CurrentThread.IsBackground, Thread.CurrentThread.Name));
        _world.Gate.Set();
        Assert.True(await before);
        Assert.Equal((ThreadPriority.Normal, true, "GetXByY engine"), await found);
        _world.WatchGate.Set();
    }

    [Fact]
    public async Task DisposeAsync_ContinuationThatBlocks_IsNotWaitedFor()
    {
        NameResolver resolver = InPlaceWorld.Resolver(_world);
        Task<bool> blocked = Then(Start(resolver), () => _blocked.Wait(TimeSpan.FromMinutes(1), Token));
        _world.Gate.Set();
        await resolver.DisposeAsync();
        Assert.True(_world.Driver.IsDisposed);
        Assert.False(blocked.IsCompleted);
        _blocked.Set();
        Assert.True(await blocked);
        await _world.Ended.WaitAsync(Token);
    }

    [Fact]
    public async Task DisposeAsync_WaitedForByAContinuation_Ends()
    {
        NameResolver resolver = InPlaceWorld.Resolver(_world);
        Task<bool> disposing = Then(Start(resolver), () => Ends(resolver.DisposeAsync().AsTask()));
        _world.Gate.Set();
        Assert.True(await disposing);
        await _world.Ended.WaitAsync(Token);
    }

    [Fact]
    public async Task Start_InAContinuationThatWaitsForIt_Ends()
    {
        await using NameResolver resolver = InPlaceWorld.Resolver(_world);
        Task<bool> looking = Then(Start(resolver), () => Ends(resolver.GetServiceByNameAsync("http").AsTask()));
        _world.Gate.Set();
        Assert.True(await looking);
    }

    [Fact]
    public async Task Cancel_InAContinuation_WinsOfThoseBehindItAndLosesOfItself()
    {
        await using NameResolver resolver = InPlaceWorld.Resolver(_world);
        _world.WatchGate.Reset();
        Lookup<ServiceEntry> first = Start(resolver), second = Start(resolver);
        Task<(CancelOutcome, CancelOutcome)> cancelling = Then(first, () => (first.Cancel(), second.Cancel()));
        _world.Gate.Set();
        Assert.Equal((CancelOutcome.AlreadyCompleted, CancelOutcome.CancelledInFlight), await cancelling);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.Completion);
        _world.WatchGate.Set();
    }

    [Fact]
    public async Task Completion_ContinuationThatThrows_FaultsItsOwnTaskAlone()
    {
        await using NameResolver resolver = InPlaceWorld.Resolver(_world);
        Task<int> broken = Then(Start(resolver), new Func<int>(() => throw new InvalidTimeZoneException()));
        Task<bool> next = Then(Start(resolver), () => _world.IsOurs);
        _world.Gate.Set();
        await Assert.ThrowsAsync<InvalidTimeZoneException>(() => broken);
        Assert.True(await next);
        Assert.Null(resolver.Failure);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Await_OneBeforeHasChangedItsThread_FindsItAsItWas(bool inPlace)
    {
        await using NameResolver resolver = InPlaceWorld.Resolver(_world, inPlace);
        int odd = 0, left = 200;
        var all = new TaskCompletionSource();
        for (int i = 0; i < 200; i++)
        {
            resolver.GetServiceByNameAsync("http", "tcp", Token).GetAwaiter().UnsafeOnCompleted(() =>
            {
                if (SynchronizationContext.Current is not null || _local.Value is not null
                    || Thread.CurrentThread.Priority != ThreadPriority.Normal)
                    Interlocked.Increment(ref odd);
                SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
                _local.Value = "left";
                Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
                if (Interlocked.Decrement(ref left) == 0)
                    all.SetResult();
            });
        }
        _world.Gate.Set();
        await all.Task;
        Assert.Equal(0, odd);
    }

    [Fact]
    public async Task Completion_ContinuationLeavesContexts_NextOneSeesNoneOfThem()
    {
        await using NameResolver resolver = InPlaceWorld.Resolver(_world);
        var first = new TaskCompletionSource();
        var second = new TaskCompletionSource<(SynchronizationContext?, string?)>();
        Start(resolver).Completion.GetAwaiter().UnsafeOnCompleted(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
            _local.Value = "left";
            first.SetResult();
        });
        Start(resolver).Completion.GetAwaiter().UnsafeOnCompleted(
            () => second.SetResult((SynchronizationContext.Current, _local.Value)));
        _world.Gate.Set();
        await first.Task;
        Assert.Equal((null, null), await second.Task);
    }

    [Fact]
    public async Task Completion_AwaitedInAContext_ContinuesThere()
    {
        await using NameResolver resolver = InPlaceWorld.Resolver(_world);
        var context = new PostingContext();
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        Task<bool> awaiting = AwaitAsync(Start(resolver).Completion);
        SynchronizationContext.SetSynchronizationContext(before);
        _world.Gate.Set();
        Assert.False(await awaiting);
        Assert.Equal(1, context.Posts);
    }

    [Fact]
    public async Task Completion_EngineGoesDown_ContinuesOnAWorker()
    {
        await using NameResolver resolver = InPlaceWorld.Resolver(_world);
        Lookup<HostEntry> lookup = resolver.StartGetHostByName("host.test.", AddressFamily.InterNetwork);
        Task<bool> ended = Then(lookup, () => Thread.CurrentThread.IsThreadPoolThread);
        _world.Gate.Set();
        await _world.Driver.Sent.Task.WaitAsync(Token);
        _world.Driver.Break(new InvalidTimeZoneException());
        Assert.True(await ended);
        Assert.Equal(LookupError.NetworkDown, (await Assert.ThrowsAsync<LookupException>(() => lookup.Completion)).Error);
    }

    private static Lookup<ServiceEntry> Start(NameResolver resolver) => resolver.StartGetServiceByName("http", "tcp");

    // What await does, where nothing else is captured: on the thread that completes the task, if that is allowed.
    private static Task<TResult> Then<T, TResult>(Lookup<T> lookup, Func<TResult> what) =>
        lookup.Completion.ContinueWith(
            _ => what(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    // Blocks on purpose, as a program may.
    private static bool Ends(Task task) => ((IAsyncResult)task).AsyncWaitHandle.WaitOne(TimeSpan.FromMinutes(1));

    private async Task<bool> AwaitAsync(Task task)
    {
        await task;
        return _world.IsOurs;
    }

    private sealed class PostingContext : SynchronizationContext
    {
        private int _posts;

        internal int Posts => Volatile.Read(ref _posts);

        public override void Post(SendOrPostCallback callback, object? state)
        {
            Interlocked.Increment(ref _posts);
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }
    }
}
