using System.Net;
using GetXByY.Tasks;

namespace GetXByY.Simulation;

/// <summary>A look-up of the Task face, watched from outside.</summary>
internal abstract class TaskRequest(Schedule schedule, Question question)
{
    private bool _isCancelled;
    private bool _isJudged;
    private bool _isPartJudged;

    // Since when nobody has seen to it, in virtual milliseconds.
    private long? _leftSince;

    /// <summary>Where it was started.</summary>
    internal required NameResolver Resolver { get; init; }

    /// <summary>A part of its result, if one is wanted.</summary>
    internal LookupPart? Part { get; init; }

    /// <summary>The token that it was started with, if any.</summary>
    internal CancellationTokenSource? Source { get; init; }

    internal abstract uint Handle { get; }

    internal abstract Task Completion { get; }

    protected abstract object Entry { get; }

    internal bool HasEnded => Completion.IsCompleted;

    internal abstract CancelOutcome Cancel();

    internal abstract LookupState State { get; }

    /// <summary>Starts a look-up.</summary>
    internal static TaskRequest Start(
        Schedule schedule, NameResolver resolver, Question question, LookupOptions options,
        CancellationTokenSource? source = null)
    {
        LookupPart? part = question.WantsPart ? new() : null;
        TaskRequest Watch<T>(Lookup<T> lookup)
            where T : class =>
            new TaskRequest<T>(schedule, question, lookup) { Resolver = resolver, Source = source, Part = part };
        TaskRequest request = question.Kind switch
        {
            QuestionKind.HostByName when part is not null =>
                Watch(resolver.StartHostInParts(question.Text, question.Family, options, part)),
            QuestionKind.HostByName => Watch(resolver.StartGetHostByName(question.Text, question.Family, options)),
            QuestionKind.HostByAddress => Watch(resolver.StartGetHostByAddress(IPAddress.Parse(question.Text), options)),
            QuestionKind.ServiceByName => Watch(resolver.StartGetServiceByName(question.Text, null, options)),
            QuestionKind.ServiceByPort => Watch(resolver.StartGetServiceByPort(question.Number, null, options)),
            QuestionKind.ProtocolByName => Watch(resolver.StartGetProtocolByName(question.Text, options)),
            _ => Watch(resolver.StartGetProtocolByNumber(question.Number, options)),
        };
        schedule.Tally["starts", "task"]++;
        schedule.Log($"started {request}");
        schedule.Tasks.Add(request);
        return request;
    }

    /// <summary>What a cancel of this look-up has found.</summary>
    internal void OnCancel(CancelOutcome outcome, bool byHandle)
    {
        schedule.Tally["cancels", outcome.ToString()]++;
        schedule.Log($"cancel of {Handle} ({question.Text}): {outcome}");
        if (outcome <= CancelOutcome.CancelledInFlight)
        {
            if (_isCancelled)
                schedule.Violate($"{this}: two cancels succeeded");
            if (Completion.IsCompleted && !Completion.IsCanceled)
                schedule.Violate($"{this}: completed, and cancelled after that");
            // It has a part by now or never will.
            if (Part is { Task.IsCompleted: false })
                schedule.Violate($"{this}: cancelled, and may still be given a part");
            _isCancelled = true;
        }
        else if (outcome == CancelOutcome.AlreadyCompleted && !Completion.IsCompleted && !byHandle)
        {
            schedule.Violate($"{this}: said to be completed, and is not");
        }
        // By its handle alone a look-up that ended long ago is only known to have ended.
        else if (outcome == CancelOutcome.AlreadyCompleted && Completion.IsCanceled && !byHandle)
        {
            schedule.Violate($"{this}: said to be completed, and is cancelled");
        }
        else if (outcome == CancelOutcome.Unknown && Handle != 0)
        {
            schedule.Violate($"{this}: unknown to its engine");
        }
    }

    /// <summary>What must hold at any time.</summary>
    internal void Check()
    {
        if (_isCancelled && Completion.IsCompleted && !Completion.IsCanceled)
            schedule.Violate($"{this}: a result after a successful cancel");
        if (Part is { Task.IsCompleted: true } part && !_isPartJudged)
            JudgePart(part.Task.GetAwaiter().GetResult());
        if (_isJudged || !Completion.IsCompletedSuccessfully)
            return;
        _isJudged = true;
        if (question.Judge(Entry) is string wrong)
            schedule.Violate($"{this}: {wrong}");
    }

    private void JudgePart(HostEntry? entry)
    {
        _isPartJudged = true;
        schedule.Tally["parts", entry is null ? "none" : "given"]++;
        if (entry is null)
            return;
        if (question.Judge(entry) is string wrong)
            schedule.Violate($"{this}: a part that is wrong: {wrong}");
        if (entry.Addresses.Select(a => a.AddressFamily).Distinct().Count() != 1)
            schedule.Violate($"{this}: a part of two families");
    }

    /// <summary>What must hold when nobody can go on before time passes.</summary>
    internal void CheckBeforeTimePasses()
    {
        bool needsNoNetwork = question.Kind is not (QuestionKind.HostByName or QuestionKind.HostByAddress);
        LookupState state = State;
        bool isLeft = !Completion.IsCompleted
            && (needsNoNetwork || Resolver.Failure is not null || state is not (LookupState.None or LookupState.InFlight or LookupState.Unposted));
        if (!isLeft)
            _leftSince = null;
        else if (schedule.IsOverdue(_leftSince ??= schedule.Now))
            schedule.Violate($"{this}: left {state} since {_leftSince} ms");
    }

    /// <summary>What must hold when nothing goes on any more.</summary>
    internal void CheckAtRest()
    {
        Check();
        if (!Completion.IsCompleted)
            schedule.Violate($"{this}: never ended");
        if (Part is { Task.IsCompleted: false })
            schedule.Violate($"{this}: ended, and its part did not");
        if (_isCancelled && !Completion.IsCanceled)
            schedule.Violate($"{this}: cancelled, and not acknowledged");
        bool saysDown = Completion.Exception?.InnerException is LookupException { Error: LookupError.NetworkDown };
        if (saysDown && !schedule.HasFailed(Resolver))
            schedule.Violate($"{this}: said to be down, and is not");
        schedule.Tally["ends", Completion.IsCanceled ? "cancelled" : saysDown ? "network down" : Completion.IsFaulted ? "failed" : "found"]++;
    }

    public override string ToString() => $"look-up {Handle} ({question.Kind} {question.Text} {question.Number})";
}
