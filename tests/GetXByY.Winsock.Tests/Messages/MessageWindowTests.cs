namespace GetXByY.Winsock.Tests;

public class MessageWindowTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);

    [Fact]
    public void Handle_OfEachWindow_IsOddPositiveAndItsOwn()
    {
        using var one = MessageWindow.Create();
        using var two = MessageWindow.Create();
        Assert.NotEqual(one.Handle, two.Handle);
        Assert.Equal(1, one.Handle & 1);
        Assert.InRange(one.Handle, 0x4000_0001, 0x7FFF_FFFF);
        Assert.True(MessageWindow.TryFind(two.Handle, out MessageWindow? found));
        Assert.Same(two, found);
    }

    [Fact]
    public void Destroy_MessagesWaiting_DropsOnlyItsOwn()
    {
        using var kept = MessageWindow.Create();
        using var destroyed = MessageWindow.Create();
        destroyed.Post(1, 0, 0);
        kept.Post(2, 0, 0);
        destroyed.Post(3, 0, 0);
        destroyed.Destroy();
        destroyed.Destroy();

        Assert.True(destroyed.IsDestroyed);
        Assert.False(kept.IsDestroyed);
        Assert.Equal(PostOutcome.NoWindow, destroyed.Post(4, 0, 0));
        Assert.False(MessageWindow.TryFind(destroyed.Handle, out _));
        Assert.Equal(2u, MessageQueue.ForCurrentThread.Get().Id);
        Assert.False(MessageQueue.ForCurrentThread.Peek(out _));
    }

    [Fact]
    public void Dispose_Window_DestroysIt()
    {
        var window = MessageWindow.Create();
        window.Dispose();
        Assert.True(window.IsDestroyed);
    }

    [Fact]
    public void CreateDelivering_NoHandler_Throws()
    {
        Assert.Throws<ArgumentNullException>("handler", () => MessageWindow.CreateDelivering(null!));
    }

    [Fact]
    public async Task Post_DeliveringOnPool_HandsOverAllInOrder()
    {
        const int Count = 1000;
        var seen = new List<uint>();
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int inside = 0;
        using var window = MessageWindow.CreateDelivering(message =>
        {
            Assert.Equal(1, Interlocked.Increment(ref inside));
            seen.Add(message.Id);
            Interlocked.Decrement(ref inside);
            if (message.Id == Count)
            {
                done.SetResult();
            }
        });
        for (uint i = 1; i <= Count; i++)
        {
            Assert.Equal(PostOutcome.Posted, window.Post(i, 0, 0));
        }
        await done.Task.WaitAsync(s_long);
        Assert.Equal(Enumerable.Range(1, Count).Select(i => (uint)i), seen);
    }

    [Fact]
    public async Task Post_DeliveringFromManyThreads_LosesNone()
    {
        const int Each = 2000;
        int left = 3 * Each;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var window = MessageWindow.CreateDelivering(_ =>
        {
            if (--left == 0)
            {
                done.SetResult();
            }
        });
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < Each; i++)
            {
                Assert.Equal(PostOutcome.Posted, window.Post(1, 0, 0));
            }
        })));
        await done.Task.WaitAsync(s_long);
        Assert.Equal(0, left);
    }

    [Fact]
    public void Post_DeliveringToContext_SchedulesOneTurnAtATime()
    {
        var context = new ManualContext();
        var seen = new List<uint>();
        using var window = MessageWindow.CreateDelivering(message => seen.Add(message.Id), context);
        window.Post(1, 0, 0);
        window.Post(2, 0, 0);
        Assert.Equal(1, context.Count);
        Assert.Empty(seen);
        context.RunOne();
        Assert.Equal([1u], seen);
        Assert.Equal(1, context.Count);
        context.RunOne();
        Assert.Equal([1u, 2u], seen);
        Assert.Equal(0, context.Count);
        window.Post(3, 0, 0);
        Assert.Equal(1, context.Count);
    }

    [Fact]
    public void Handler_Throws_TheNextMessageStillComes()
    {
        var context = new ManualContext();
        var seen = new List<uint>();
        using var window = MessageWindow.CreateDelivering(
            message =>
            {
                seen.Add(message.Id);
                throw new InvalidTimeZoneException();
            },
            context);
        window.Post(1, 0, 0);
        window.Post(2, 0, 0);
        Assert.Throws<InvalidTimeZoneException>(context.RunOne);
        Assert.Throws<InvalidTimeZoneException>(context.RunOne);
        Assert.Equal([1u, 2u], seen);
        Assert.Equal(0, context.Count);
    }

    [Fact]
    public void Destroy_BetweenPostAndTurn_HandlerIsNotCalled()
    {
        var context = new ManualContext();
        using var window = MessageWindow.CreateDelivering(_ => Assert.Fail("Called after Destroy."), context);
        window.Post(1, 0, 0);
        window.Destroy();
        context.RunOne();
        Assert.Equal(0, context.Count);
    }

    [Fact]
    public void Post_ContextRefuses_DestroysTheWindow()
    {
        var context = new ManualContext { Refusal = new InvalidOperationException("The thread has ended.") };
        using var window = MessageWindow.CreateDelivering(_ => { }, context);
        Assert.Equal(PostOutcome.NoWindow, window.Post(1, 0, 0));
        Assert.True(window.IsDestroyed);
    }

    [Fact]
    public void Post_DeliveringTenThousandWaiting_IsTheLimit()
    {
        using var window = MessageWindow.CreateDelivering(_ => { }, new ManualContext());
        for (int i = 0; i < 10_000; i++)
        {
            Assert.Equal(PostOutcome.Posted, window.Post(1, 0, 0));
        }
        Assert.Equal(PostOutcome.QueueFull, window.Post(1, 0, 0));
    }

    [Fact]
    public void RemoveMessagesFrom_Origin_LeavesTheMessagesOfOthers()
    {
        object origin = new();
        var context = new ManualContext();
        using var queued = MessageWindow.Create();
        using var delivering = MessageWindow.CreateDelivering(_ => { }, context);
        using (PosterScope.Enter(origin))
        {
            queued.Post(1, 0, 0);
            delivering.Post(2, 0, 0);
        }
        using (PosterScope.Enter(new object()))
        {
            queued.Post(3, 0, 0);
        }
        queued.Post(4, 0, 0);
        Assert.Equal(2, MessageWindow.RemoveMessagesFrom(origin));
        Assert.Equal(3u, MessageQueue.ForCurrentThread.Get().Id);
        Assert.Equal(4u, MessageQueue.ForCurrentThread.Get().Id);
        Assert.False(MessageQueue.ForCurrentThread.Peek(out _));
    }
}
