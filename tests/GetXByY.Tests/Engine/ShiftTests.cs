using System.Net.Sockets;
using GetXByY.Engine;

namespace GetXByY.Tests.Engine;

/// <summary>Workers of the pool that pump between the continuations they run.</summary>
public sealed class ShiftTests : IAsyncDisposable
{
    private readonly ShiftWorld _world = new();
    private readonly ManualResetEventSlim _blocked = new();
    private readonly NameResolver _resolver;

    public ShiftTests() => _resolver = InPlaceWorld.Resolver(_world, inPlace: false);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _blocked.Set();
        await _resolver.DisposeAsync();
        Assert.True(_world.Driver.IsDisposed);
    }

    [Fact]
    public async Task Await_ShiftsAreDue_WorkerPumpsAndContinues()
    {
        await BeginShift();
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(80, (await LookUp()).Port);
            Assert.True(Thread.CurrentThread.IsThreadPoolThread);
        }
        Assert.True(_world.Shifts.WereWorkers);
    }

    [Fact]
    public async Task Await_ShiftIsOver_AnotherFollows()
    {
        _world.Shifts.End = ShiftEnd.Over;
        await LookUpOften();
        Assert.True(_world.Shifts.WereWorkers);
    }

    [Fact]
    public async Task Await_ShiftIsGivenBack_EnginesThreadPumpsAgain()
    {
        await BeginShift();
        _world.Shifts.Due = false;
        _world.Shifts.End = ShiftEnd.GivenBack;
        await LookUp();
        await LookUp();
        _world.Shifts.Forget();
        await LookUpOften();
        Assert.False(_world.Shifts.WereWorkers);
    }

    [Fact]
    public async Task Await_ContinuationBlocks_OthersEndAndThoseBehindItContinue()
    {
        await BeginShift();
        using var reached = new CountdownEvent(2);
        Task<bool>[] two = [.. Enumerable.Range(0, 2).Select(async _ =>
        {
            await LookUp();
            reached.Signal();
            return _blocked.Wait(TimeSpan.FromMinutes(1), Token);
        })];
        Assert.True(reached.Wait(TimeSpan.FromMinutes(1), Token));
        Assert.Equal(80, (await LookUp()).Port);
        Assert.DoesNotContain(two, one => one.IsCompleted);
        _blocked.Set();
        Assert.DoesNotContain(false, await Task.WhenAll(two));
    }

    [Fact]
    public async Task Await_ContinuationBlocksOnALookup_Ends()
    {
        await BeginShift();
        await LookUp();
        Task<ServiceEntry> inner = LookUp().AsTask();
        Assert.True(((IAsyncResult)inner).AsyncWaitHandle.WaitOne(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Await_PoolHasNoWorker_EnginesThreadGoesOn()
    {
        _world.HoldsShifts = true;
        for (int i = 0; i < 10; i++)
            Assert.Equal(80, (await LookUp()).Port);
        // They come late, and find nothing to do.
        _world.Shifts.Due = false;
        Assert.True(_world.Release() > 0);
        Assert.Equal(80, (await LookUp()).Port);
    }

    [Fact]
    public async Task Take_OnAShift_LookupsOfTheQueueEndToo()
    {
        var services = new LookupQueue<ServiceEntry>();
        await BeginShift();
        for (int i = 0; i < 100; i++)
        {
            Assert.True(_resolver.TryStartGetServiceByName("http", "tcp", services, out _));
            Assert.True(services.Take(Token).Result.IsSuccess);
        }
    }

    [Fact]
    public async Task DisposeAsync_OnAShift_Ends()
    {
        await BeginShift();
        Task<bool> disposing = Task.Run(
            async () =>
            {
                await _resolver.DisposeAsync();
                return _world.Driver.IsDisposed;
            },
            Token);
        Assert.True(await disposing.WaitAsync(TimeSpan.FromMinutes(1), Token));
    }

    [Fact]
    public async Task Await_EngineGoesDownOnAShift_GivesNetworkDown()
    {
        await BeginShift();
        Task lookingUp = _resolver.GetHostByNameAsync("host.test.", AddressFamily.InterNetwork, Token).AsTask();
        _world.Driver.Break(new InvalidTimeZoneException());
        LookupException thrown = await Assert.ThrowsAsync<LookupException>(() => lookingUp);
        Assert.Equal(LookupError.NetworkDown, thrown.Error);
        Assert.IsType<InvalidTimeZoneException>(_resolver.Failure);
    }

    private async Task BeginShift()
    {
        while (!_world.Shifts.HasPumped)
            await LookUp();
    }

    private async Task LookUpOften()
    {
        for (int i = 0; i < 100; i++)
            Assert.Equal(80, (await LookUp()).Port);
    }

    private ValueTask<ServiceEntry> LookUp() => _resolver.GetServiceByNameAsync("http", "tcp", Token);
}
