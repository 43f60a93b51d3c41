namespace GetXByY.Simulation;

/// <summary>A part of a program that uses a <see cref="NameResolver"/>: starts look-ups, waits for them, and cancels its
/// own and those of others in every way there is.</summary>
internal sealed class TaskProgram(Schedule schedule, Choices choices, NameResolver resolver, int operations)
{
    // Longer than any look-up may take, with all that the network does.
    private const long Patience = 40_000_000;

    private readonly List<TaskRequest> _own = [];

    internal void Run()
    {
        for (int i = 0; i < operations; i++)
            Do();
        foreach (TaskRequest request in _own)
        {
            if (!schedule.Scheduler.Wait(() => request.HasEnded, Patience))
                schedule.Violate($"{request}: still not ended after {Patience} ms");
        }
    }

    private void Do()
    {
        // Where two cancel the same group at once each must see to all of it: chance alone brings them together too rarely.
        if (schedule.GroupCancels > 0 && choices.OneIn(2))
        {
            CancelGroup();
            return;
        }
        switch (choices.Below(20))
        {
            case < 8:
                Start();
                break;
            case < 12 when schedule.AnyTask() is { } request:
                request.OnCancel(request.Cancel(), byHandle: false);
                break;
            case 12 when schedule.AnyTask() is { } request:
                request.OnCancel(resolver.Cancel(request.Handle), byHandle: true);
                break;
            case < 15 when schedule.AnyTask() is { Source: { IsCancellationRequested: false } source } request:
                // A source that another thread is cancelling would return at once, before its callbacks have run.
                source.Cancel();
                // A result that is just being handed over has let go of its token.
                CheckEnding(request, LookupState.Posting);
                break;
            case 15:
                CancelGroup();
                break;
            case 16 when choices.OneIn(4):
                CheckEnding(resolver.CancelAll, [.. schedule.Tasks.Where(t => t.Resolver == resolver)]);
                break;
            case 17 when choices.OneIn(6):
                schedule.Dispose(resolver);
                break;
            case 18:
                if (resolver.Cancel(0) != CancelOutcome.Unknown)
                    schedule.Violate("a handle that was never issued is known");
                break;
            default:
                schedule.Pause();
                break;
        }
    }

    private void Start()
    {
        Question question = Question.Draw(choices);
        CancellationTokenSource? source = choices.OneIn(3) ? new CancellationTokenSource() : null;
        bool grouped = choices.OneIn(4);
        var options = new LookupOptions
        {
            CancellationToken = source?.Token ?? default,
            Group = grouped ? schedule.Group : null,
            Timeout = choices.OneIn(5) ? TimeSpan.FromMilliseconds(choices.Between(1, 400)) : null,
        };
        if (source is not null && choices.OneIn(8))
            source.Cancel();
        try
        {
            TaskRequest request = TaskRequest.Start(schedule, resolver, question, options, source);
            _own.Add(request);
            if (grouped)
                schedule.Grouped.Add(request);
        }
        catch (ObjectDisposedException) when (schedule.IsDisposed(resolver))
        {
            schedule.Tally["starts", "refused"]++;
        }
    }

    private void CancelGroup()
    {
        schedule.GroupCancels++;
        CheckEnding(schedule.Group.Cancel, [.. schedule.Grouped]);
        schedule.GroupCancels--;
    }

    private void CheckEnding(Func<int> cancel, TaskRequest[] all)
    {
        int count = cancel();
        schedule.Log($"{count} cancelled together");
        foreach (TaskRequest request in all)
            CheckEnding(request);
    }

    // After a cancel of several, or of a token, whichever side won has won: the look-up is on no way any more.
    private void CheckEnding(TaskRequest request, LookupState also = LookupState.Completed)
    {
        schedule.Tally["cancels", "together"]++;
        LookupState state = request.State;
        if (request.Handle != 0 && state is not (LookupState.Completed or LookupState.Cancelled) && state != also)
            schedule.Violate($"{request}: {state} after it was cancelled");
    }
}
