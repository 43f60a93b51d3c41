namespace GetXByY.Stress;

/// <summary>A look-up of the Task face.</summary>
internal sealed class TaskRequest(StressTally tally, NameResolver resolver) : WholeRequest(resolver.Engine, tally)
{
    private Task _completion = Task.CompletedTask;
    private Func<CancelOutcome> _cancel = null!;
    private uint _handle;

    internal override bool HasEnded => _completion.IsCompleted;

    internal override uint Handle => _handle;

    internal override void Count(ref EndCounts ends)
    {
        bool isFound = _completion.IsCompletedSuccessfully, isFailed = _completion.IsFaulted;
        ends.Count(isFound ? 1 : 0, isFailed ? 1 : 0, Cancels);
        if (Cancels != 0 && !_completion.IsCompleted)
            Tally.Violate($"the cancel of {_handle} was not acknowledged");
        if (isFailed && _completion.Exception!.InnerException is not LookupException { Error: LookupError.HostNotFound })
            Tally.Violate($"{_handle} ({Kind}) ended with {_completion.Exception!.InnerException}");
    }

    protected override void Begin()
    {
        switch (Kind)
        {
            case QuestionKind.Host:
                Watch(resolver.StartGetHostByName(KnownHost));
                break;
            case QuestionKind.MissingHost:
                Watch(resolver.StartGetHostByName(MissingHost));
                break;
            case QuestionKind.Service:
                Watch(resolver.StartGetServiceByName("http", "tcp"));
                break;
            default:
                Watch(resolver.StartGetProtocolByName("udp"));
                break;
        }
    }

    protected override CancelOutcome CancelOnce()
    {
        CancelOutcome outcome = _cancel();
        // A result that was handed over is there for all to see.
        if (outcome == CancelOutcome.Unknown || (outcome == CancelOutcome.AlreadyCompleted && !HasEnded))
            Tally.Violate($"a cancel of {_handle} found {outcome}, and it has not ended");
        return outcome;
    }

    private void Watch<T>(Lookup<T> lookup)
    {
        _handle = lookup.Handle;
        _cancel = lookup.Cancel;
        _completion = lookup.Completion;
        if (_handle == 0)
            Tally.Violate("a start was refused although there was room");
    }
}
