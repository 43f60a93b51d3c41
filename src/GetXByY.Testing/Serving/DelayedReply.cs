namespace GetXByY.Testing;

/// <summary>What is done for a query when its time has come.</summary>
internal sealed class DelayedReply : IAsyncDisposable
{
    private readonly ServerBehaviour _behaviour;
    private readonly Exchange _exchange;
    private readonly ITimer _timer;

    public DelayedReply(ServerBehaviour behaviour, Exchange exchange, TimeProvider time)
    {
        _behaviour = behaviour;
        _exchange = exchange;
        _timer = time.CreateTimer(
            static reply => ((DelayedReply)reply!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Apart from the construction, so that the owner knows it before it can fire.</summary>
    public void Start(TimeSpan delay) => _timer.Change(delay, Timeout.InfiniteTimeSpan);

    public ValueTask DisposeAsync() => _timer.DisposeAsync();

    private void Fire()
    {
        if (!_exchange.Server.Forget(this))
            return;
        _timer.Dispose();
        _exchange.Server.Perform(_behaviour, _exchange);
    }
}
