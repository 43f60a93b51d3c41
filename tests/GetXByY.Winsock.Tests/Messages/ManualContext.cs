namespace GetXByY.Winsock.Tests;

/// <summary>A context that keeps what is posted until the test runs it, or throws, or runs it at once.</summary>
internal sealed class ManualContext : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();

    internal int Count => _posted.Count;

    internal Exception? Refusal { get; set; }

    internal bool RunsAtOnce { get; set; }

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (Refusal is not null)
        {
            throw Refusal;
        }
        if (RunsAtOnce)
        {
            d(state);
            return;
        }
        _posted.Enqueue((d, state));
    }

    internal void RunOne()
    {
        (SendOrPostCallback callback, object? state) = _posted.Dequeue();
        callback(state);
    }
}
