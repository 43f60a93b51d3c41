namespace GetXByY.Winsock.Cases;

/// <summary>The poster of a case: it can refuse, as a full queue does, and do a command while it posts.</summary>
internal sealed class CasePoster(IMessagePoster inner) : IMessagePoster
{
    private readonly ManualResetEventSlim _hasRefused = new();
    private readonly SemaphoreSlim _posted = new(0);
    private volatile bool _isRefusing;
    private Action? _whilePosting;

    public PostOutcome Post(nint window, uint message, nuint wParam, nint lParam)
    {
        Interlocked.Exchange(ref _whilePosting, null)?.Invoke();
        if (!_isRefusing)
        {
            PostOutcome outcome = inner.Post(window, message, wParam, lParam);
            _posted.Release();
            return outcome;
        }
        _hasRefused.Set();
        return PostOutcome.QueueFull;
    }

    internal void Refuse() => _isRefusing = true;

    internal void Accept() => _isRefusing = false;

    /// <summary>Waits until a message was refused: its request is unposted.</summary>
    internal bool WaitForRefusal() => _hasRefused.Wait(TimeSpan.FromSeconds(20));

    /// <summary>Waits until one more message was posted.</summary>
    internal bool WaitForPost() => _posted.Wait(TimeSpan.FromSeconds(20));

    internal void DoWhilePosting(Action action) => Interlocked.Exchange(ref _whilePosting, action);
}
