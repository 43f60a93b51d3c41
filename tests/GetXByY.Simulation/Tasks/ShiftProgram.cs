namespace GetXByY.Simulation;

/// <summary>A part of a program that awaits, with continuations that start look-ups, wait for them, and block, some until all else is
/// over: workers run them, and pump between them if it comes to that.</summary>
internal sealed class ShiftProgram(Schedule schedule, Choices choices, NameResolver resolver, bool disposes, int operations)
{
    // Longer than any look-up may take, with all that the network does.
    private const long Patience = 40_000_000;

    // So that they do not start each other for ever.
    private const int MostStarts = 16;

    private readonly List<AwaitedRequest> _own = [];

    // Those that are being started.
    private int _starting;

    // Continuations that block for ever may go on.
    private bool _isOver;

    internal void Run()
    {
        for (int i = 0; i < operations; i++)
        {
            if (choices.OneIn(3))
                schedule.Pause();
            else
                Start();
        }
        // Whatever is blocked, look-ups end.
        AwaitEnds();
        _isOver = true;
        AwaitEnds();
        // Nothing is outstanding, as a cancel would be told on the real pool.
        if (disposes)
            schedule.Dispose(resolver);
    }

    private AwaitedRequest? Start()
    {
        if (_isOver || _own.Count >= MostStarts)
            return null;
        schedule.Tally["starts", "awaited"]++;
        _starting++;
        AwaitedRequest request;
        if (choices.OneIn(2))
        {
            int number = choices.Of(6, 17, 99);
            request = Watch(new Question(QuestionKind.ProtocolByNumber, "", number), resolver.GetProtocolByNumberAsync(number));
        }
        else
        {
            Question question = Question.DrawHost(choices);
            request = Watch(question, resolver.GetHostAddressesAsync(question.Text, question.Family));
        }
        _own.Add(request);
        _starting--;
        request.TakeItself(Continue);
        // What was there at once has no continuation.
        if (request.HasEnded)
            request.Take();
        return request;
    }

    private AwaitedRequest Watch<T>(Question question, ValueTask<T> task)
    {
        uint? handle = AwaitedBehind<T>.HandleOf(task);
        schedule.OtherHandles.Add(handle ?? 0);
        return new AwaitedRequest<T>(schedule, question, null, static () => false, task) { WasThereAtOnce = handle is null };
    }

    private void Continue()
    {
        ThreadRole role = SimulatedThread.Current!.Role;
        schedule.Tally["continuations", role.ToString()]++;
        if (role != ThreadRole.Worker)
            schedule.Violate("a continuation on a thread that is not the pool's");
        switch (choices.Below(6))
        {
            case 0:
                Block();
                break;
            case < 4:
                Start();
                break;
        }
    }

    private void Block()
    {
        // A pool grows where its workers block.
        schedule.World.AddWorker();
        switch (choices.Below(3))
        {
            case 0:
                schedule.Scheduler.Wait(() => _isOver);
                break;
            case 1 when Start() is { } other:
                if (!schedule.Scheduler.Wait(() => other.IsTaken, Patience))
                    schedule.Violate($"{other}: not ended for a continuation that waits");
                break;
            default:
                schedule.Scheduler.Wait(static () => false, choices.Between(1, 5));
                break;
        }
    }

    private void AwaitEnds()
    {
        if (!schedule.Scheduler.Wait(() => _starting == 0 && _own.TrueForAll(static r => r.IsTaken), Patience))
            schedule.Violate($"{_own.Find(static r => !r.IsTaken)}: still not ended after {Patience} ms");
    }
}
