namespace GetXByY.Winsock.Tests;

public class MessageQueueTests
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);

    [Fact]
    public void ForCurrentThread_AskedTwice_IsTheSameAndOnlyThisThreads()
    {
        MessageQueue queue = MessageQueue.ForCurrentThread;
        MessageQueue? other = null;
        OnOtherThread(() => other = MessageQueue.ForCurrentThread);
        Assert.Same(queue, MessageQueue.ForCurrentThread);
        Assert.NotSame(queue, other);
    }

    [Fact]
    public void Peek_Empty_ReturnsFalse()
    {
        Assert.False(MessageQueue.ForCurrentThread.Peek(out WindowMessage message));
        Assert.Equal(default, message);
    }

    [Fact]
    public void Peek_WithoutRemoving_LeavesTheMessage()
    {
        using var window = MessageWindow.Create();
        window.Post(7, 8, 9);
        Assert.True(MessageQueue.ForCurrentThread.Peek(out WindowMessage first, remove: false));
        Assert.True(MessageQueue.ForCurrentThread.Peek(out WindowMessage second));
        Assert.False(MessageQueue.ForCurrentThread.Peek(out _));
        Assert.Equal(new WindowMessage(window.Handle, 7, 8, 9), first);
        Assert.Equal(first, second);
    }

    [Fact]
    public void Get_SeveralMessages_ComeInTheOrderOfPosting()
    {
        using var one = MessageWindow.Create();
        using var two = MessageWindow.Create();
        one.Post(1, 0, 0);
        two.Post(2, 0, 0);
        one.Post(3, 0, 0);
        Assert.Equal([1u, 2u, 3u], [Get().Id, Get().Id, Get().Id]);
    }

    [Fact]
    public void Get_WithWindow_PassesOverTheOthers()
    {
        using var one = MessageWindow.Create();
        using var two = MessageWindow.Create();
        one.Post(1, 0, 0);
        two.Post(2, 0, 0);
        Assert.Equal(2u, MessageQueue.ForCurrentThread.Get(two).Id);
        Assert.False(MessageQueue.ForCurrentThread.Peek(out _, window: two));
        Assert.Equal(1u, Get().Id);
    }

    [Fact]
    public void Get_PostedFromOtherThread_Wakes()
    {
        using var window = MessageWindow.Create();
        ThreadPool.UnsafeQueueUserWorkItem(_ => window.Post(5, 0, 0), null);
        Assert.True(MessageQueue.ForCurrentThread.Get(out WindowMessage message, s_long, window));
        Assert.Equal(5u, message.Id);
    }

    [Fact]
    public void Get_TimeIsUp_ReturnsFalse()
    {
        Assert.False(MessageQueue.ForCurrentThread.Get(out _, TimeSpan.Zero));
        Assert.False(MessageQueue.ForCurrentThread.Get(out _, TimeSpan.FromMilliseconds(1.5)));
    }

    [Fact]
    public void Get_NoTimeButAMessage_TakesIt()
    {
        using var window = MessageWindow.Create();
        window.Post(5, 0, 0);
        Assert.True(MessageQueue.ForCurrentThread.Get(out _, TimeSpan.Zero));
    }

    [Fact]
    public void Get_NegativeTime_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(
            () => MessageQueue.ForCurrentThread.Get(out _, TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public void Get_TokenFired_ThrowsOnlyWithoutMessage()
    {
        using var window = MessageWindow.Create();
        var token = new CancellationToken(canceled: true);
        window.Post(5, 0, 0);
        Assert.Equal(5u, MessageQueue.ForCurrentThread.Get(null, token).Id);
        var thrown = Assert.Throws<OperationCanceledException>(() => MessageQueue.ForCurrentThread.Get(null, token));
        Assert.Equal(token, thrown.CancellationToken);
    }

    [Fact]
    public void Get_TokenFiresWhileWaiting_Throws()
    {
        using var source = new CancellationTokenSource();
        ThreadPool.UnsafeQueueUserWorkItem(_ => source.Cancel(), null);
        Assert.Throws<OperationCanceledException>(() => MessageQueue.ForCurrentThread.Get(null, source.Token));
    }

    [Fact]
    public void Get_WindowDestroyedWhileWaiting_Throws()
    {
        using var window = MessageWindow.Create();
        ThreadPool.UnsafeQueueUserWorkItem(_ => window.Destroy(), null);
        Assert.Throws<ObjectDisposedException>(() => MessageQueue.ForCurrentThread.Get(window));
    }

    [Fact]
    public void Get_WindowOfOtherQueue_Throws()
    {
        using var window = MessageWindow.CreateDelivering(_ => { });
        Assert.Throws<ArgumentException>("window", () => MessageQueue.ForCurrentThread.Get(window));
        Assert.Throws<ArgumentException>("window", () => MessageQueue.ForCurrentThread.Peek(out _, window: window));
    }

    [Fact]
    public void Taking_OnOtherThread_Throws()
    {
        MessageQueue queue = MessageQueue.ForCurrentThread;
        OnOtherThread(() =>
        {
            Assert.Throws<InvalidOperationException>(() => queue.Get());
            Assert.Throws<InvalidOperationException>(() => queue.Get(out _, TimeSpan.Zero));
            Assert.Throws<InvalidOperationException>(() => queue.Peek(out _));
            Assert.Throws<InvalidOperationException>(() => queue.Dispatch(default));
        });
    }

    [Fact]
    public void Post_TenThousand_IsTheLimit()
    {
        using var window = MessageWindow.Create();
        for (int i = 0; i < 10_000; i++)
        {
            Assert.Equal(PostOutcome.Posted, window.Post(1, (nuint)i, 0));
        }
        Assert.Equal(PostOutcome.QueueFull, window.Post(1, 0, 0));
        Assert.Equal(PostOutcome.QueueFull, MessageQueue.ForCurrentThread.Post(default));
        Get();
        Assert.Equal(PostOutcome.Posted, window.Post(2, 0, 0));
    }

    // Those that wait are in two places: what was there when the first was taken, and what has come since.
    [Fact]
    public void Post_TenThousandAndSomeTaken_FindsRoomForAsManyAsWereTaken()
    {
        using var window = MessageWindow.Create();
        for (uint i = 0; i < 10_000; i++)
        {
            window.Post(i, 0, 0);
        }
        for (uint i = 0; i < 3; i++)
        {
            Assert.True(MessageQueue.ForCurrentThread.Peek(out _));
        }
        Assert.Equal(
            [PostOutcome.Posted, PostOutcome.Posted, PostOutcome.Posted, PostOutcome.QueueFull],
            Enumerable.Range(10_000, 4).Select(i => window.Post((uint)i, 0, 0)));
        for (uint i = 3; i < 10_003; i++)
        {
            Assert.True(MessageQueue.ForCurrentThread.Peek(out WindowMessage message));
            Assert.Equal(i, message.Id);
        }
        Assert.False(MessageQueue.ForCurrentThread.Peek(out _));
    }

    [Fact]
    public void Destroy_MessagesInBothPlaces_DropsThemAll()
    {
        using var other = MessageWindow.Create();
        var window = MessageWindow.Create();
        window.Post(1, 0, 0);
        other.Post(2, 0, 0);
        window.Post(3, 0, 0);
        Assert.True(MessageQueue.ForCurrentThread.Peek(out _)); // the first
        window.Post(4, 0, 0);
        other.Post(5, 0, 0);
        window.Destroy();
        Assert.Equal(2u, MessageQueue.ForCurrentThread.Get().Id);
        Assert.Equal(5u, MessageQueue.ForCurrentThread.Get().Id);
        Assert.False(MessageQueue.ForCurrentThread.Peek(out _));
    }

    [Fact]
    public void Post_ToTheThread_NeedsNoWindow()
    {
        Assert.Equal(PostOutcome.Posted, MessageQueue.ForCurrentThread.Post(new WindowMessage(0, 3, 4, 5)));
        Assert.Equal(new WindowMessage(0, 3, 4, 5), Get());
    }

    [Fact]
    public void Post_ToWindow_OnlyOfThisQueue()
    {
        using var own = MessageWindow.Create();
        using var other = MessageWindow.CreateDelivering(_ => { });
        MessageQueue queue = MessageQueue.ForCurrentThread;
        Assert.Equal(PostOutcome.Posted, queue.Post(new WindowMessage(own.Handle, 3, 0, 0)));
        Assert.Equal(PostOutcome.NoWindow, queue.Post(new WindowMessage(other.Handle, 3, 0, 0)));
        Assert.Equal(PostOutcome.NoWindow, queue.Post(new WindowMessage(2, 3, 0, 0)));
        Assert.Equal(own.Handle, Get().Window);
    }

    [Fact]
    public void Dispatch_WindowWithProcedure_CallsIt()
    {
        var seen = new List<WindowMessage>();
        using var window = MessageWindow.Create(seen.Add);
        using var mute = MessageWindow.Create();
        MessageQueue queue = MessageQueue.ForCurrentThread;
        var message = new WindowMessage(window.Handle, 1, 2, 3);
        Assert.True(queue.Dispatch(message));
        Assert.False(queue.Dispatch(message with { Window = mute.Handle }));
        Assert.False(queue.Dispatch(message with { Window = 0 }));
        window.Destroy();
        Assert.False(queue.Dispatch(message));
        Assert.Equal([message], seen);
    }

    [Fact]
    public void Dispatch_WindowOfOtherQueue_DoesNothing()
    {
        MessageWindow? window = null;
        int calls = 0;
        OnOtherThread(() =>
        {
            window = MessageWindow.Create(_ => calls++);
            Assert.True(MessageQueue.ForCurrentThread.Dispatch(new WindowMessage(window.Handle, 1, 0, 0)));
        });
        Assert.False(MessageQueue.ForCurrentThread.Dispatch(new WindowMessage(window!.Handle, 1, 0, 0)));
        Assert.Equal(1, calls);
        window.Destroy();
    }

    [Fact]
    public void Post_ThreadHasEnded_FindsNoWindow()
    {
        MessageWindow? window = null;
        MessageQueue? queue = null;
        OnOtherThread(() =>
        {
            window = MessageWindow.Create();
            queue = MessageQueue.ForCurrentThread;
            Assert.Equal(PostOutcome.Posted, window.Post(1, 0, 0));
        });
        Assert.Equal(PostOutcome.NoWindow, queue!.Post(default));
        Assert.False(window!.IsDestroyed);
        Assert.Equal(PostOutcome.NoWindow, window.Post(1, 0, 0));
        Assert.True(window.IsDestroyed);
        Assert.False(MessageWindow.TryFind(window.Handle, out _));
    }

    private static WindowMessage Get()
    {
        Assert.True(MessageQueue.ForCurrentThread.Get(out WindowMessage message, s_long));
        return message;
    }

    private static void OnOtherThread(Action action)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(action));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
