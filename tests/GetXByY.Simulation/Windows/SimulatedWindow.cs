using GetXByY.Winsock;

namespace GetXByY.Simulation;

/// <summary>A window of a program: with a queue that its thread looks into, or with a delegate.</summary>
internal sealed class SimulatedWindow
{
    private readonly Schedule _schedule;
    private readonly MessageWindow _window;
    private readonly bool _isDelivering;
    private int _posted;
    private int _taken;

    internal SimulatedWindow(Schedule schedule, bool delivering)
    {
        _schedule = schedule;
        _isDelivering = delivering;
        _window = delivering
            ? MessageWindow.CreateDelivering(OnMessage, new SimulatedContext(schedule))
            : MessageWindow.Create();
    }

    internal nint Handle => _window.Handle;

    internal bool IsDestroyed { get; private set; }

    /// <summary>Whether a message waits to be taken by the thread.</summary>
    internal bool HasWaiting => !_isDelivering && _posted > _taken;

    internal void OnPosting() => _posted++;

    /// <summary>Takes one message out of the queue of this thread.</summary>
    internal bool TryTake()
    {
        if (!MessageQueue.ForCurrentThread.Peek(out WindowMessage message))
            return false;
        OnMessage(message);
        return true;
    }

    internal void Destroy()
    {
        IsDestroyed = true;
        _schedule.Tally.Count(Fault.WindowDestroyed);
        _window.Destroy();
    }

    // Also for what another window of this thread has got: the thread has one queue.
    private void OnMessage(WindowMessage message)
    {
        _taken++;
        _schedule.OnMessage((uint)message.WParam, message.LParam);
    }

    /// <summary>Lets a worker call what is posted to a context.</summary>
    private sealed class SimulatedContext(Schedule schedule) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
            if (SimulatedThread.Current?.Role == ThreadRole.Pump)
                schedule.Violate("a context was posted to on the engine's thread");
            schedule.World.Queue(() => d(state));
        }
    }
}
