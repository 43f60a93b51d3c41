using GetXByY.Dns.Transport;
using GetXByY.Lookups;

namespace GetXByY.Engine;

/// <summary>Pumps an engine with sockets: a thread that is there while there is something to do, and for a while
/// after that.</summary>
internal sealed class EnginePump
{
    // After so long without work the thread ends; the next start makes another.
    private const uint IdleMilliseconds = 10_000;

    private readonly LookupEngine _engine;
    private readonly SocketTransport _transport;
    private readonly EngineClock _clock;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _stopping;

    internal EnginePump(Func<SocketTransport, EngineClock, Action<PumpDuty>, LookupEngine> makeEngine,
        SocketTransport transport, EngineClock clock)
    {
        _transport = transport;
        _clock = clock;
        _engine = makeEngine(transport, clock, Rouse);
    }

    internal LookupEngine Engine => _engine;

    /// <summary>Cancels everything, ends the thread and closes the sockets. May be called several times.</summary>
    internal Task StopAsync()
    {
        _engine.CancelAll();
        _stopping = true;
        _engine.Rouse();
        return _ended.Task;
    }

    private void Rouse(PumpDuty duty)
    {
        if (duty == PumpDuty.Start)
            Start();
        else if (duty == PumpDuty.Wake)
            _transport.Wake();
    }

    private void Start()
    {
        try
        {
            // Unsafe: the thread serves everybody and must not hold the context of whoever came first.
            new Thread(Run) { IsBackground = true, Name = "GetXByY engine" }.UnsafeStart();
        }
        catch (OutOfMemoryException)
        {
            // The system has no thread left, but the pool has some, and nobody else has the duty to start the pump.
            ThreadPool.UnsafeQueueUserWorkItem(static pump => pump.Run(), this, preferLocal: false);
        }
    }

    private void Run()
    {
        uint idleSince = _clock.Now;
        while (!_stopping)
        {
            uint now = _clock.Now;
            _transport.Deliver(_engine.Resolver, now);
            bool more = _engine.Turn(now);
            if (more || !_engine.Submissions.TrySleep())
            {
                _transport.Wait(0);
                continue;
            }
            if (!_engine.IsIdle)
                idleSince = now;
            else if (!_stopping && now - idleSince >= IdleMilliseconds && _engine.Submissions.TryLeave())
                // From here on another thread may pump. Whoever stops the engine says so before it looks whether the pump
                // sleeps, so either it was seen here, or it finds the pump asleep or absent.
                return;
            if (!_stopping)
                _transport.Wait(_engine.UntilNext(now) ?? IdleMilliseconds);
            _engine.Submissions.Awake();
        }
        _engine.Close(_clock.Now);
        _transport.Dispose();
        _ended.TrySetResult();
    }
}
