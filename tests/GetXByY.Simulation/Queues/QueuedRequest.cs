namespace GetXByY.Simulation;

/// <summary>A look-up that ends in a queue, watched from outside.</summary>
internal sealed class QueuedRequest(Schedule schedule, Question question, NameResolver resolver, SimulatedQueues queues)
{
    private int _completions;

    // The handle of its completion, which may come before the starter knows it.
    private uint _completed;

    private bool _isCancelledByHandle;

    // What was known before must not be its answer.
    private readonly int _leastVersion = queues.Cleared;

    internal NameResolver Resolver => resolver;

    internal QuestionKind Kind => question.Kind;

    internal uint Handle { get; private set; }

    internal bool IsCancelled { get; private set; }

    internal bool HasEnded => IsCancelled || _completions > 0;

    /// <summary>Whether its engine knows that it has ended, and nobody else does.</summary>
    internal bool IsOverUnseen =>
        Handle != 0 && !HasEnded && resolver.Engine.StateOf(Handle) is (LookupState.Cancelled or LookupState.None);

    /// <summary>Starts it.</summary>
    /// <returns>False when it was refused.</returns>
    internal bool TryStart(nint state)
    {
        int cancels = queues.CancelsOfAll;
        bool started = queues.TryStart(resolver, question, state, out uint handle);
        if (started != (handle != 0))
            schedule.Violate($"{this}: started is {started}, and its handle {handle}");
        if (_completions > 0 && handle != _completed)
            schedule.Violate($"{this}: its handle is {handle}, and that of its completion {_completed}");
        Handle = handle;
        schedule.Tally["starts", started ? "queue" : "refused"]++;
        schedule.Log($"started {this}");
        if (started)
            schedule.OtherHandles.Add(handle);
        // Whoever cancelled all meanwhile did not know the handle.
        if (cancels != queues.CancelsOfAll && IsOverUnseen)
            OnCancelled(orCompleted: true);
        return started;
    }

    /// <summary>Cancels it, and looks at what the cancel says.</summary>
    internal CancelOutcome Cancel()
    {
        CancelOutcome outcome = resolver.Cancel(Handle);
        schedule.Tally["cancels", outcome.ToString()]++;
        schedule.Log($"cancel of {Handle} ({question.Text}): {outcome}");
        if (outcome <= CancelOutcome.CancelledInFlight)
        {
            // A cancel of all that has returned meanwhile need not have been the one that won.
            if (_isCancelledByHandle)
                schedule.Violate($"{this}: two cancels succeeded");
            _isCancelledByHandle = true;
            OnCancelled();
        }
        else
        {
            queues.Drain();
            // By its handle alone a look-up whose place is another's is only known to have ended; whoever has cancelled it may
            // still be about to say so.
            if (outcome == CancelOutcome.AlreadyCompleted && !HasEnded
                && resolver.Engine.StateOf(Handle) != LookupState.None)
                schedule.Violate($"{this}: said to be completed, and is not in the queue");
            else if (outcome == CancelOutcome.AlreadyCancelled && _completions > 0)
                schedule.Violate($"{this}: said to be cancelled, and is completed");
            else if (outcome == CancelOutcome.Unknown)
                schedule.Violate($"{this}: unknown to its engine");
        }
        return outcome;
    }

    /// <summary>A cancel of this look-up, or of all that were outstanding, has returned.</summary>
    /// <param name="orCompleted">Whether it may have been completed before.</param>
    internal void OnCancelled(bool orCompleted = false)
    {
        // What is in the queue by now counts as completed.
        queues.Drain();
        if (_completions == 0)
            IsCancelled = true;
        else if (!orCompleted)
            schedule.Violate($"{this}: completed, and cancelled after that");
    }

    internal void OnCompletion(uint handle, object? entry, LookupError error)
    {
        _completed = handle;
        if (Handle != 0 && handle != Handle)
            schedule.Violate($"{this}: its completion has the handle {handle}");
        if (IsCancelled)
            schedule.Violate($"{this}: a completion after a successful cancel");
        if (++_completions > 1)
            schedule.Violate($"{this}: completed twice");
        if (entry is not null && question.Judge(entry) is string wrong)
            schedule.Violate($"{this}: {wrong}");
        if (entry is HostEntry host && NameServer.IsChanging(question.Text)
            && host.Addresses.Any(a => NameServer.VersionOf(a) < _leastVersion))
            schedule.Violate($"{this}: began behind clear {_leastVersion}, and was answered with {host}");
        if (error == LookupError.NetworkDown && !schedule.HasFailed(resolver))
            schedule.Violate($"{this}: said to be down, and is not");
        schedule.Tally["ends", entry is null ? "failed" : "found"]++;
    }

    public override string ToString() => $"queued {Handle} ({question.Kind} {question.Text} {question.Number})";
}
