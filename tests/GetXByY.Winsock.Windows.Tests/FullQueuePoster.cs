namespace GetXByY.Winsock.Windows.Tests;

/// <summary>Posts as the default poster does, but finds the queue full until it is told that there is room.</summary>
internal sealed class FullQueuePoster : IMessagePoster
{
    private readonly ManualResetEventSlim _noWindow = new();
    private volatile bool _hasRoom;

    internal bool HasRoom
    {
        set => _hasRoom = value;
    }

    public PostOutcome Post(nint window, uint message, nuint wParam, nint lParam)
    {
        if (User32.IsWindow(window) && !_hasRoom)
        {
            return PostOutcome.QueueFull;
        }
        if (User32.PostMessageW(window, message, wParam, lParam))
        {
            return PostOutcome.Posted;
        }
        _noWindow.Set();
        return PostOutcome.NoWindow;
    }

    /// <summary>Waits until a message had no window to go to.</summary>
    internal void AwaitNoWindow() => Assert.True(_noWindow.Wait(TimeSpan.FromSeconds(30)));
}
