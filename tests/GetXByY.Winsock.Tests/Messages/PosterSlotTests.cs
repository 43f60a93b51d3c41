using GetXByY.Lookups;

namespace GetXByY.Winsock.Tests;

public class PosterSlotTests
{
    private readonly object _origin = new();

    [Theory]
    [InlineData(PostOutcome.Posted, true)]
    [InlineData(PostOutcome.NoWindow, true)]
    [InlineData(PostOutcome.QueueFull, false)]
    public void TryPost_Outcome_OnlyTheFullQueueIsTriedAgain(PostOutcome outcome, bool isDone)
    {
        var poster = new RecordingPoster { Outcome = outcome };
        Assert.Equal(isDone, new PosterSlot(poster).TryPost(_origin, 5, 6, 7, 8));
        Assert.Equal([new WindowMessage(5, 6, 7, 8)], poster.Messages);
    }

    [Fact]
    public void TryPost_LargeHandleAndReply_AreNotSignExtended()
    {
        var poster = new RecordingPoster();
        new PosterSlot(poster).TryPost(_origin, 0, 0, 0xFFFF_FFFE, 0xFFFF_0001);
        Assert.Equal((nuint)0xFFFF_FFFE, poster.Messages[0].WParam);
        Assert.Equal(unchecked((nint)0xFFFF_0001), poster.Messages[0].LParam);
    }

    [Fact]
    public void TryPost_InsideThePoster_ThreadIsMarkedWithTheOrigin()
    {
        object? inside = null;
        var slot = new PosterSlot(new RecordingPoster { OnPost = () => inside = PosterScope.Origin });
        slot.TryPost(_origin, 0, 0, 0, 0);
        Assert.Same(_origin, inside);
        Assert.Null(PosterScope.Origin);
    }

    [Fact]
    public void TryPost_PosterThrows_EndsTheRequestAndReports()
    {
        var thrown = new InvalidTimeZoneException();
        Exception? reported = null;
        var poster = new RecordingPoster { OnPost = () => throw thrown };
        Assert.True(new PosterSlot(poster, exception => reported = exception).TryPost(_origin, 0, 0, 0, 0));
        Assert.Same(thrown, reported);
        Assert.Null(PosterScope.Origin);
    }

    [Fact]
    public void Replace_Poster_GivesTheOneBefore()
    {
        var first = new RecordingPoster();
        var second = new RecordingPoster();
        var slot = new PosterSlot();
        Assert.Same(DefaultMessagePoster.Instance, slot.Replace(first));
        Assert.Same(first, slot.Replace(second));
        slot.TryPost(_origin, 1, 2, 3, 4);
        Assert.Empty(first.Messages);
        Assert.Single(second.Messages);
        Assert.Same(second, slot.Replace(null));
        Assert.Same(DefaultMessagePoster.Instance, slot.Replace(null));
    }

    [Fact]
    public void PostAtOnce_OwnWindow_IsPostedWithTheOrigin()
    {
        using var window = MessageWindow.Create();
        Assert.Equal(Handover.Done, new PosterSlot().PostAtOnce(_origin, window.Handle, 6, 0xFFFF_FFFE, 0xFFFF_0001));
        Assert.True(MessageQueue.ForCurrentThread.Peek(out WindowMessage message, remove: false, window));
        Assert.Equal(new WindowMessage(window.Handle, 6, 0xFFFF_FFFE, unchecked((nint)0xFFFF_0001)), message);
        Assert.Equal(1, MessageWindow.RemoveMessagesFrom(_origin));
    }

    [Fact]
    public void PostAtOnce_WindowThatDeliversOnThePool_IsPosted()
    {
        using var handled = new ManualResetEventSlim();
        using var window = MessageWindow.CreateDelivering(_ => handled.Set());
        Assert.Equal(Handover.Done, new PosterSlot().PostAtOnce(_origin, window.Handle, 6, 7, 8));
        Assert.True(handled.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void PostAtOnce_WindowWithAContext_IsForAWorker()
    {
        var context = new ManualContext();
        using var window = MessageWindow.CreateDelivering(_ => { }, context);
        Assert.Equal(Handover.NotHere, new PosterSlot().PostAtOnce(_origin, window.Handle, 6, 7, 8));
        Assert.Equal(0, context.Count);
        Assert.Equal(0, MessageWindow.RemoveMessagesFrom(_origin));
    }

    [Fact]
    public void PostAtOnce_PosterOfTheUsers_IsForAWorker()
    {
        using var window = MessageWindow.Create();
        var poster = new RecordingPoster();
        var slot = new PosterSlot(poster);
        Assert.Equal(Handover.NotHere, slot.PostAtOnce(_origin, window.Handle, 6, 7, 8));
        Assert.Equal(Handover.NotHere, slot.PostAtOnce(_origin, 0, 6, 7, 8));
        Assert.Empty(poster.Messages);
        slot.Replace(null);
        Assert.Equal(Handover.Done, slot.PostAtOnce(_origin, 0, 6, 7, 8));
    }

    [Fact]
    public void PostAtOnce_NoSuchWindow_IsDoneOrForTheSystem()
    {
        Handover expected = OperatingSystem.IsWindows() ? Handover.NotHere : Handover.Done;
        Assert.Equal(expected, new PosterSlot().PostAtOnce(_origin, 0x7FFF_FFFF, 6, 7, 8));
    }

    [Fact]
    public void PostAtOnce_QueueFull_IsRefused()
    {
        using var window = MessageWindow.Create();
        var slot = new PosterSlot();
        for (uint i = 0; i < MessageList.Limit; i++)
        {
            Assert.Equal(Handover.Done, slot.PostAtOnce(_origin, window.Handle, i, 7, 8));
        }
        Assert.Equal(Handover.Refused, slot.PostAtOnce(_origin, window.Handle, 6, 7, 8));
        Assert.Equal(MessageList.Limit, MessageWindow.RemoveMessagesFrom(_origin));
    }

    [Fact]
    public void Enter_InsideAnother_ComesBackToTheOuter()
    {
        object inner = new();
        using (PosterScope.Enter(_origin))
        {
            using (PosterScope.Enter(inner))
            {
                Assert.Same(inner, PosterScope.Origin);
            }
            Assert.Same(_origin, PosterScope.Origin);
        }
        Assert.Null(PosterScope.Origin);
    }
}
