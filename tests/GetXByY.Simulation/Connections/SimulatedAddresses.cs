using System.Net;

namespace GetXByY.Simulation;

/// <summary>The addresses of a host, which come by and by, and the end of its look-up: a failure, perhaps behind some of
/// them. A look-up that was cancelled ends soon.</summary>
internal sealed class SimulatedAddresses(Schedule schedule, RacePlan plan, Action<IPAddress> taken)
    : IAsyncEnumerable<IPAddress>, IAsyncEnumerator<IPAddress>
{
    private int _next = -1;
    private bool _isPending;
    private bool _isCancelled;
    private CancellationToken _token;

    /// <summary>Whether an address has come that was not taken.</summary>
    internal bool HasUntaken { get; private set; }

    internal bool IsDisposed { get; private set; }

    public IPAddress Current
    {
        get
        {
            HasUntaken = false;
            taken(plan.Addresses[_next].Address);
            return plan.Addresses[_next].Address;
        }
    }

    public IAsyncEnumerator<IPAddress> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        _token = cancellationToken;
        cancellationToken.UnsafeRegister(static me => ((SimulatedAddresses)me!)._isCancelled = true, this);
        return this;
    }

    public ValueTask<bool> MoveNextAsync()
    {
        schedule.Scheduler.Step();
        if (_isPending || IsDisposed)
            schedule.Violate("two ask for the next address at once, or one behind the end");
        _next++;
        int delay = _next < plan.Addresses.Count ? plan.Addresses[_next].Delay : plan.EndDelay;
        if (delay == 0 && !_isCancelled)
            return _next < plan.Addresses.Count || plan.LookupFailure is null ? new(Arrive()) : ValueTask.FromException<bool>(plan.LookupFailure);
        _isPending = true;
        // Continuations run on the thread that ends it.
        var moved = new TaskCompletionSource<bool>();
        schedule.Scheduler.Add("address", ThreadRole.Worker, () =>
        {
            schedule.Scheduler.Wait(() => _isCancelled, delay);
            _isPending = false;
            if (_isCancelled)
                moved.SetCanceled(_token);
            else if (_next < plan.Addresses.Count || plan.LookupFailure is null)
                moved.SetResult(Arrive());
            else
                moved.SetException(plan.LookupFailure);
        });
        return new(moved.Task);
    }

    public ValueTask DisposeAsync()
    {
        schedule.Scheduler.Step();
        if (_isPending || IsDisposed)
            schedule.Violate("the addresses are given up twice, or while one is awaited");
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    private bool Arrive() => HasUntaken = _next < plan.Addresses.Count;
}
