namespace GetXByY.Simulation;

/// <summary>A part of a program that looks up by handle and takes the results from queues: starts look-ups, takes some results,
/// and cancels its own look-ups and those of others.</summary>
/// <param name="schedule">Where it takes part.</param>
/// <param name="choices">What it goes by.</param>
/// <param name="resolver">What it starts them with.</param>
/// <param name="queues">Where they end.</param>
/// <param name="operations">How much it does.</param>
/// <param name="clears">Whether servers change what they know meanwhile, and the cache is cleared then.</param>
internal sealed class QueueProgram(
    Schedule schedule, Choices choices, NameResolver resolver, SimulatedQueues queues, int operations, bool clears = false)
{
    private const long Patience = 40_000_000;

    private readonly List<QueuedRequest> _own = [];

    internal void Run()
    {
        for (int i = 0; i < operations; i++)
            Do();
        // Started while the resolver was disposed of, and not told of its end because the engine had forgotten how that was.
        foreach (QueuedRequest request in _own.Where(r => schedule.IsDisposed(resolver) && r.IsOverUnseen))
            request.OnCancelled(orCompleted: true);
        while (_own.Exists(r => !r.HasEnded))
        {
            if (!schedule.Scheduler.Wait(() => queues.HasWaiting || _own.TrueForAll(r => r.HasEnded), Patience))
            {
                schedule.Violate($"{_own.Find(r => !r.HasEnded)}: still not ended after {Patience} ms");
                return;
            }
            queues.TakeOne();
        }
    }

    private void Do()
    {
        // Mostly answers come before the next look-up begins, so that there is what is kept.
        if (clears && choices.OneIn(2))
        {
            if (choices.OneIn(4))
                Clear();
            else
                schedule.Pause();
            return;
        }
        switch (choices.Below(16))
        {
            case < 7:
                Start();
                break;
            case < 11 when queues.Requests.Count > 0:
                // One whose handle its starter does not know yet cannot be cancelled by anybody.
                if (queues.Requests[choices.Below(queues.Requests.Count)] is { Handle: not 0 } request)
                    request.Cancel();
                break;
            case < 13:
                queues.TakeOne();
                break;
            case 13 when choices.OneIn(3):
                CancelAll(() => resolver.CancelAll());
                break;
            case 14 when choices.OneIn(6):
                CancelAll(() => schedule.Dispose(resolver));
                break;
            default:
                schedule.Pause();
                break;
        }
    }

    private void Start()
    {
        var request = new QueuedRequest(schedule, DrawQuestion(), resolver, queues);
        queues.Requests.Add(request);
        try
        {
            if (request.TryStart(queues.Requests.Count - 1))
                _own.Add(request);
        }
        catch (ObjectDisposedException) when (schedule.IsDisposed(resolver))
        {
            schedule.Tally["starts", "refused"]++;
        }
    }

    private Question DrawQuestion() =>
        clears && !choices.OneIn(8) ? Question.DrawChanging(choices) : Question.Draw(choices) with { WantsPart = false };

    // Who begins behind it must not be given what servers knew before.
    private void Clear()
    {
        int version = ++schedule.Network.Version;
        resolver.ClearCache();
        queues.Cleared = Math.Max(queues.Cleared, version);
    }

    private void CancelAll(Action cancel)
    {
        QueuedRequest[] started = [.. queues.Requests.Where(r => r.Handle != 0 && !r.HasEnded)];
        cancel();
        queues.CancelsOfAll++;
        foreach (QueuedRequest request in started)
            request.OnCancelled(orCompleted: true);
        // Those that were started meanwhile may be cancelled, too.
        foreach (QueuedRequest request in queues.Requests.Where(r => r.IsOverUnseen).ToArray())
            request.OnCancelled(orCompleted: true);
    }
}
