namespace GetXByY.Winsock.Tests;

public class DefaultMessagePosterTests
{
    [Fact]
    public void Post_NullWindow_GoesNowhere()
    {
        Assert.Equal(PostOutcome.Posted, DefaultMessagePoster.Instance.Post(0, 1, 2, 3));
        Assert.False(MessageQueue.ForCurrentThread.Peek(out _));
    }

    [Fact]
    public void Post_OwnWindow_ComesIntoItsQueue()
    {
        using var window = MessageWindow.Create();
        Assert.Equal(PostOutcome.Posted, DefaultMessagePoster.Instance.Post(window.Handle, 1, 2, 3));
        Assert.Equal(new WindowMessage(window.Handle, 1, 2, 3), MessageQueue.ForCurrentThread.Get());
    }

    [Fact]
    public void Post_DestroyedWindow_FindsNone()
    {
        var window = MessageWindow.Create();
        window.Destroy();
        Assert.Equal(PostOutcome.NoWindow, DefaultMessagePoster.Instance.Post(window.Handle, 1, 2, 3));
    }

    [Theory]
    [InlineData(1816, PostOutcome.QueueFull)]
    [InlineData(1400, PostOutcome.NoWindow)]
    [InlineData(5, PostOutcome.NoWindow)]
    [InlineData(0, PostOutcome.NoWindow)]
    public void OutcomeOf_ErrorOfPostMessage_OnlyTheFullQueueIsTriedAgain(int error, PostOutcome outcome)
    {
        Assert.Equal(outcome, DefaultMessagePoster.OutcomeOf(error));
    }
}
