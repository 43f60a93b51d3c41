using System.Net;

namespace GetXByY.Simulation;

/// <summary>A look-up of the Task face, watched from outside.</summary>
internal abstract class TaskRequest(Schedule schedule, Question question)
{
    private bool _isCancelled;
    private bool _isJudged;

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
        TaskRequest Watch<T>(Lookup<T> lookup)
            where T : class => new TaskRequest<T>(schedule, question, lookup) { Source = source };
        TaskRequest request = question.Kind switch
        {
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
        if (_isJudged || !Completion.IsCompletedSuccessfully)
            return;
        _isJudged = true;
        if (question.Judge(Entry) is string wrong)
            schedule.Violate($"{this}: {wrong}");
    }

    /// <summary>What must hold when nothing goes on any more.</summary>
    internal void CheckAtRest()
    {
        Check();
        if (!Completion.IsCompleted)
            schedule.Violate($"{this}: never ended");
        if (_isCancelled && !Completion.IsCanceled)
            schedule.Violate($"{this}: cancelled, and not acknowledged");
        schedule.Tally["ends", Completion.IsCanceled ? "cancelled" : Completion.IsFaulted ? "failed" : "found"]++;
    }

    public override string ToString() => $"look-up {Handle} ({question.Kind} {question.Text} {question.Number})";
}
