namespace GetXByY.Simulation;

/// <summary>A part of a program whose continuations run on the engine's thread: there they start look-ups and wait for them,
/// cancel, dispose of the resolver, and block, some until all else is over.</summary>
internal sealed class InPlaceProgram(Schedule schedule, Choices choices, NameResolver resolver, int operations)
{
    // Longer than any look-up may take, with all that the network does.
    private const long Patience = 40_000_000;

    // So that they do not start each other for ever.
    private const int MostStarts = 16;

    private readonly List<InPlaceRequest> _own = [];

    // Continuations that block for ever may go on.
    private bool _isOver;

    internal void Run()
    {
        for (int i = 0; i < operations; i++)
            Do();
        // Whatever is blocked, look-ups end, and so does a resolver.
        AwaitEnds();
        if (choices.OneIn(2))
            DisposeAndWait();
        _isOver = true;
        AwaitEnds();
        if (!schedule.Scheduler.Wait(() => _own.TrueForAll(static r => r.Runs == 1), Patience))
            schedule.Violate($"{_own.Find(static r => r.Runs != 1)!.Task}: its continuation has not run");
    }

    private void Do()
    {
        switch (choices.Below(10))
        {
            case < 6:
                Start();
                break;
            case < 8 when _own.Count > 0:
                CancelAny();
                break;
            default:
                schedule.Pause();
                break;
        }
    }

    private InPlaceRequest? Start()
    {
        if (_own.Count >= MostStarts)
            return null;
        try
        {
            // Those that need no network come together, and end in one turn. What has parts does not continue in place.
            Question question = (choices.OneIn(2) ? Question.DrawFromTables(choices) : Question.Draw(choices)) with { WantsPart = false };
            var request = new InPlaceRequest(TaskRequest.Start(schedule, resolver, question, new LookupOptions()));
            _own.Add(request);
            _ = request.Task.Completion.ContinueWith(
                _ => Continue(request), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return request;
        }
        catch (ObjectDisposedException) when (schedule.IsDisposed(resolver))
        {
            schedule.Tally["starts", "refused"]++;
            return null;
        }
    }

    private void Continue(InPlaceRequest request)
    {
        ThreadRole role = SimulatedThread.Current!.Role;
        schedule.Tally["continuations", role.ToString()]++;
        schedule.Log($"continuation of {request.Task}");
        if (request.Task.Handle != 0 && request.Task.State is not (LookupState.Completed or LookupState.Cancelled))
            schedule.Violate($"{request.Task}: a continuation while it is {request.Task.State}");
        request.Runs++;
        // A pool has more than two workers, and a program goes on; of the engine's threads there is one.
        if (role is ThreadRole.Pump or ThreadRole.Watch && choices.OneIn(2))
            Block();
        else
            Act(request);
    }

    private void Block()
    {
        switch (choices.Below(4))
        {
            case 0:
                schedule.Scheduler.Wait(() => _isOver);
                break;
            case 1 when Start() is { } other:
                if (!schedule.Scheduler.Wait(() => other.Task.HasEnded, Patience))
                    schedule.Violate($"{other.Task}: not ended for a continuation that waits");
                break;
            case 2 when choices.OneIn(3):
                DisposeAndWait();
                break;
            default:
                schedule.Scheduler.Wait(static () => false, choices.Between(1, 5));
                break;
        }
    }

    private void Act(InPlaceRequest request)
    {
        switch (choices.Below(5))
        {
            case 0:
                Start();
                break;
            case 1:
                CancelAny();
                break;
            case 2:
                request.Task.OnCancel(request.Task.Cancel(), byHandle: false);
                break;
            case 3 when choices.OneIn(6):
                schedule.Dispose(resolver);
                break;
        }
    }

    private void CancelAny()
    {
        TaskRequest any = _own[choices.Below(_own.Count)].Task;
        any.OnCancel(any.Cancel(), byHandle: false);
    }

    private void DisposeAndWait()
    {
        schedule.Dispose(resolver);
        if (!schedule.Scheduler.Wait(() => schedule.HasEnded(resolver), Patience))
            schedule.Violate("a resolver waits for a continuation");
    }

    private void AwaitEnds()
    {
        if (!schedule.Scheduler.Wait(() => _own.TrueForAll(static r => r.Task.HasEnded), Patience))
            schedule.Violate($"{_own.Find(static r => !r.Task.HasEnded)!.Task}: still not ended after {Patience} ms");
    }

    /// <summary>A look-up, and how often its continuation has run.</summary>
    private sealed class InPlaceRequest(TaskRequest task)
    {
        internal TaskRequest Task { get; } = task;

        internal int Runs { get; set; }
    }
}
