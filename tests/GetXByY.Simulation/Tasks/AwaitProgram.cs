namespace GetXByY.Simulation;

/// <summary>A part of a program that only awaits: what it awaits with is used again and again, and each result must be its own,
/// each cancel that of its own token.</summary>
internal sealed class AwaitProgram(
    Schedule schedule, Choices choices, NameResolver resolver, AwaitedRequests all, bool inPlace, bool isQuick, int operations)
{
    // Longer than any look-up may take, with all that the network does.
    private const long Patience = 40_000_000;

    // So that they do not start each other for ever.
    private const int MostStarts = 16;

    // Of what needs no network about so many are taken from its start to its end.
    private const int MostSteps = 100;

    private readonly List<AwaitedRequest> _own = [];
    private int _continued;

    internal void Run()
    {
        for (int i = 0; i < operations; i++)
            Do();
        while (_own.Count > 0)
            WaitAndTakeOne();
    }

    private void WaitAndTakeOne()
    {
        if (!schedule.Scheduler.Wait(() => _own.Exists(static r => r.HasEnded), Patience))
            schedule.Violate($"{_own[0]}: still not ended after {Patience} ms");
        TakeOne();
    }

    private void Do()
    {
        if (isQuick)
            DoQuickly();
        else
            DoAny();
    }

    // What has ended is started anew at once, while another's cancel may be on its way to it.
    private void DoQuickly()
    {
        if (_own.Count > 0)
            WaitAndTakeOne();
        Start();
        if (choices.OneIn(2) || all.AnySource(_own) is not { } source)
            return;
        long step = schedule.Scheduler.Steps + choices.Below(MostSteps);
        schedule.Scheduler.Wait(() => schedule.Scheduler.Steps >= step, 1);
        source.Cancel();
    }

    private void DoAny()
    {
        switch (choices.Below(12))
        {
            case < 5:
                Start();
                break;
            case < 8 when _own.Exists(static r => r.HasEnded):
                TakeOne();
                break;
            case < 10 when all.AnySource() is { } source:
                source.Cancel();
                break;
            case 10 when choices.OneIn(4):
                all.CancelsBegun++;
                resolver.CancelAll();
                all.CancelsEnded++;
                break;
            case 11 when choices.OneIn(12):
                schedule.Dispose(resolver);
                break;
            default:
                schedule.Pause();
                break;
        }
    }

    private void TakeOne()
    {
        AwaitedRequest request = _own.Find(static r => r.HasEnded)!;
        _own.Remove(request);
        if (!request.IsTaken)
            request.Take();
    }

    private void Start()
    {
        CancellationTokenSource? source = choices.Below(4) switch
        {
            0 => null,
            1 => all.AnySource(),
            _ => new CancellationTokenSource(),
        };
        // A cancel of all that goes on just now may find it.
        int cancels = all.CancelsEnded;
        bool MayBeCancelled() => all.CancelsBegun != cancels || schedule.IsDisposed(resolver);
        try
        {
            AwaitedRequest request = Start(source, MayBeCancelled);
            schedule.Tally["starts", "awaited"]++;
            all.Add(request);
            _own.Add(request);
            // Elsewhere a cancel is told on the real pool, of which the scheduler knows nothing.
            if (inPlace && choices.OneIn(2))
                request.TakeItself(ContinueOrNot);
        }
        catch (ObjectDisposedException) when (schedule.IsDisposed(resolver))
        {
            schedule.Tally["starts", "refused"]++;
        }
    }

    private AwaitedRequest Start(CancellationTokenSource? source, Func<bool> mayBeCancelled)
    {
        CancellationToken token = source?.Token ?? default;
        AwaitedRequest Watch<T>(Question question, ValueTask<T> task)
        {
            uint? handle = AwaitedBehind<T>.HandleOf(task);
            schedule.OtherHandles.Add(handle ?? 0);
            return new AwaitedRequest<T>(schedule, question, source, mayBeCancelled, task) { WasThereAtOnce = handle is null };
        }
        if (isQuick || choices.OneIn(3))
        {
            int number = choices.Of(6, 17, 99);
            return Watch(new Question(QuestionKind.ProtocolByNumber, "", number), resolver.GetProtocolByNumberAsync(number, token));
        }
        Question question = Question.DrawHost(choices);
        return choices.OneIn(3)
            ? Watch(question, resolver.GetHostByNameAsync(question.Text, question.Family, token))
            : Watch(question, resolver.GetHostAddressesAsync(question.Text, question.Family, token));
    }

    // On the engine's thread, where what has just been taken is used again at once.
    private void ContinueOrNot()
    {
        if (_continued++ < MostStarts && choices.OneIn(2))
            Start();
    }
}
