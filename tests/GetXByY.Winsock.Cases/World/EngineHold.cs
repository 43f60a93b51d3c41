namespace GetXByY.Winsock.Cases;

/// <summary>A clock that keeps the engine's thread waiting, so that what is started meanwhile stays queued, or that fails
/// there, so that the engine goes down.</summary>
internal sealed class EngineHold : TimeProvider, IDisposable
{
    private readonly ManualResetEventSlim _goOn = new(initialState: true);
    private int _isBroken;

    internal void Hold() => _goOn.Reset();

    internal void Release() => _goOn.Set();

    /// <summary>The engine's thread fails when it next looks at the time, once.</summary>
    internal void Break()
    {
        Volatile.Write(ref _isBroken, 1);
        _goOn.Set();
    }

    public override long GetTimestamp()
    {
        if (Thread.CurrentThread.Name == "GetXByY engine")
        {
            _goOn.Wait();
            if (Interlocked.Exchange(ref _isBroken, 0) == 1)
                throw new InvalidOperationException("A case takes the engine down.");
        }
        return base.GetTimestamp();
    }

    public void Dispose() => _goOn.Set(); // the engine may still look at the time
}
