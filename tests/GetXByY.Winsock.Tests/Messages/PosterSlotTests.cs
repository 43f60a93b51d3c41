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
