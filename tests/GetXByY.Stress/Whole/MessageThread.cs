using GetXByY.Winsock;

namespace GetXByY.Stress;

/// <summary>A thread with a window and a message loop.</summary>
internal sealed class MessageThread
{
    private readonly Action<WindowMessage> _onMessage;
    private readonly CancellationTokenSource _end = new();
    private readonly ManualResetEventSlim _isReady = new();

    internal MessageThread(Action<WindowMessage> onMessage)
    {
        _onMessage = onMessage;
        Thread = new Thread(Run) { Name = "stress window", IsBackground = true };
        Thread.Start();
        _isReady.Wait();
    }

    internal Thread Thread { get; }

    internal nint Window { get; private set; }

    /// <summary>Ends the thread.</summary>
    internal void End() => _end.Cancel();

    private void Run()
    {
        using MessageWindow window = MessageWindow.Create();
        Window = window.Handle;
        _isReady.Set();
        try
        {
            while (true)
                _onMessage(MessageQueue.ForCurrentThread.Get(window, _end.Token));
        }
        catch (OperationCanceledException)
        {
            // It was told to end.
        }
    }
}
