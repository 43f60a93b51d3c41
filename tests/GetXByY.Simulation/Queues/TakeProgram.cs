using GetXByY.Engine;

namespace GetXByY.Simulation;

/// <summary>A part of a program that takes results out of queues and waits where there are none, pumping the engine if it comes to
/// that: it starts look-ups, cancels its own and those of others, and stays away from the queues, some of the time for long.</summary>
/// <param name="schedule">Where it takes part.</param>
/// <param name="choices">What it goes by.</param>
/// <param name="resolvers">What it starts them with.</param>
/// <param name="queues">Where they end.</param>
/// <param name="operations">How much it does.</param>
internal sealed class TakeProgram(
    Schedule schedule, Choices choices, NameResolver[] resolvers, SimulatedQueues queues, int operations)
{
    private readonly List<QueuedRequest> _own = [];

    // Where it waits just now.
    private QuestionKind? _waits;

    internal void Run()
    {
        for (int i = 0; i < operations; i++)
            Do();
        while (FirstOpen() is { } open)
            TakeOrWait(open.Kind, -1);
    }

    /// <summary>Nobody can go on before time passes: then nobody may sleep where something is to be taken.</summary>
    internal void CheckBeforeTimePasses()
    {
        if (_waits is QuestionKind kind && queues.Has(kind) && !schedule.World.Drivers.Any(static d => d.IsDeaf))
            schedule.Violate($"a thread sleeps, and there is a completion of a {kind} to take");
    }

    private void Do()
    {
        switch (choices.Below(16))
        {
            case < 6:
                Start();
                break;
            case < 12:
                TakeOrWait(FirstOpen()?.Kind ?? QuestionKind.HostByName, choices.Of(1, 5, 40, 500));
                break;
            case 12 when queues.Requests.Count > 0:
                if (queues.Requests[choices.Below(queues.Requests.Count)] is { Handle: not 0 } request)
                    request.Cancel();
                queues.WakeAll();
                break;
            case 13 when choices.OneIn(8):
                CancelAll();
                break;
            default:
                schedule.Pause();
                break;
        }
    }

    // One that was cancelled while it was started, and whose end its engine alone knows, ends here.
    private QueuedRequest? FirstOpen()
    {
        foreach (QueuedRequest request in _own.Where(r => schedule.IsDisposed(r.Resolver) && r.IsOverUnseen))
            request.OnCancelled(orCompleted: true);
        return _own.Find(static r => !r.HasEnded);
    }

    private void Start()
    {
        Question question = Question.Draw(choices) with { WantsPart = false };
        var request = new QueuedRequest(schedule, question, choices.Of(resolvers), queues);
        queues.Requests.Add(request);
        try
        {
            if (request.TryStart(queues.Requests.Count - 1))
                _own.Add(request);
        }
        catch (ObjectDisposedException) when (schedule.IsDisposed(request.Resolver))
        {
            schedule.Tally["starts", "refused"]++;
        }
    }

    private void TakeOrWait(QuestionKind kind, int milliseconds)
    {
        CompletionWait wait = queues.WaitOf(kind);
        int key = wait.Announce();
        int others = CountOthers();
        if (queues.TakeOne())
        {
            if (CountOthers() != others)
                // Who waits for what this one has taken must look again.
                queues.WakeAll();
            return;
        }
        // It may have ended otherwise.
        if (milliseconds < 0 && FirstOpen() is null)
            return;
        _waits = kind;
        wait.Wait(key, milliseconds);
        _waits = null;
    }

    private int CountOthers() => queues.Requests.Count(r => r.HasEnded && !_own.Contains(r));

    private void CancelAll()
    {
        NameResolver resolver = choices.Of(resolvers);
        QueuedRequest[] started = [.. queues.Requests.Where(r => r.Resolver == resolver && r.Handle != 0 && !r.HasEnded)];
        if (choices.OneIn(2))
            resolver.CancelAll();
        else
            schedule.Dispose(resolver);
        queues.CancelsOfAll++;
        foreach (QueuedRequest request in started)
            request.OnCancelled(orCompleted: true);
        foreach (QueuedRequest request in queues.Requests.Where(r => r.Resolver == resolver && r.IsOverUnseen).ToArray())
            request.OnCancelled(orCompleted: true);
        queues.WakeAll();
    }
}
