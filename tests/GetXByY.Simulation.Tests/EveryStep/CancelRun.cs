namespace GetXByY.Simulation.Tests;

/// <summary>One look-up on one path, cancelled before one of its steps, with another look-up beside it that must not
/// notice.</summary>
internal sealed class CancelRun
{
    // In virtual milliseconds.
    private const long LongerThanAnyPath = 100_000;

    private readonly Schedule _schedule;
    private readonly LookupPath _path;
    private readonly CancelWay _way;
    private readonly long _step;
    private readonly bool _isOvertaken;
    private readonly CancellationTokenSource _source = new();
    private NameResolver _resolver = null!;
    private SimulatedWindow? _window;
    private TaskRequest? _task;
    private WindowRequest? _request;
    private OverlappedRequest? _overlapped;
    private SimulatedQueues? _queues;
    private QueuedRequest? _queued;
    private TaskRequest? _companion;
    private long? _begun;

    // A cleanup came before the start.
    private bool _isRefused;

    /// <param name="files">The simulated machine's configuration.</param>
    /// <param name="path">The way of the look-up.</param>
    /// <param name="way">The way of the cancel.</param>
    /// <param name="step">The step, counted from the beginning of the start; null for no cancel.</param>
    /// <param name="switchOneIn">How seldom threads are overtaken otherwise.</param>
    internal CancelRun(ScheduleFiles files, LookupPath path, CancelWay way, long? step, int switchOneIn)
    {
        (_path, _way, _step) = (path, way, step ?? long.MaxValue / 2);
        _isOvertaken = switchOneIn < 100;
        _schedule = new Schedule(seed: 1, files, new Tally(), switchOneIn: switchOneIn)
        {
            ResolvConf = path.ResolvConf,
            Capacity = 64,
            HasHooks = way == CancelWay.Hook,
            AddPrograms = AddPrograms,
        };
        _schedule.Network.FaultOneIn = 0;
        // With one socket for each server both look-ups share it; connections are shared anyway.
        _schedule.Network.MostDatagrams = path.Before.Length == 0 ? 1 : 2;
    }

    /// <summary>What the cancel found; null when the look-up had ended before its step, or when several were cancelled
    /// together.</summary>
    internal CancelStage? Stage { get; private set; }

    /// <summary>How many steps there were from the start of the look-up to its end.</summary>
    internal long Steps { get; private set; }

    internal void Run()
    {
        string? violation = _schedule.Run();
        Assert.True(violation is null, $"{_path}, {_way}, step {_step}: {violation}");
        if (_companion is not null)
            Assert.True(
                _companion.Completion.IsCompletedSuccessfully, $"{_path}, {_way}, step {_step}: the other look-up failed");
    }

    private bool IsOfWindow =>
        _way is CancelWay.Window or CancelWay.PinnedWindow or CancelWay.Cleanup or CancelWay.Hook
            or CancelWay.Overlapped;

    private bool HasEnded =>
        _isRefused || (_task?.HasEnded ?? _request?.HasEnded ?? _overlapped?.HasEnded ?? _queued?.HasEnded ?? false);

    // A handle is known when the start has returned; the other ways can come before that.
    private bool CanCancel =>
        _way is CancelWay.Token or CancelWay.All or CancelWay.Cleanup || _task is not null || _request is not null
        || _overlapped is { CanCancel: true } || _queued is { Handle: not 0 };

    private void AddPrograms()
    {
        // The pump itself posts by the one, and hands what it has written to a worker for the other.
        _schedule.Provider.SetMessagePoster(_isOvertaken ? _schedule.Poster : _schedule.Poster.Own);
        _resolver = IsOfWindow ? _schedule.Resolvers[^1] : _schedule.OpenResolver();
        if (_way == CancelWay.Hook)
        {
            _schedule.AddProgram("blocked", Block);
            return;
        }
        _schedule.AddProgram("starter", Start);
        _schedule.Scheduler.Urgent = _schedule.AddProgram("canceller", Cancel);
    }

    // The hook keeps the thread until the step comes, while all others go on.
    private void Block()
    {
        LookUpBefore();
        StartCompanion();
        _begun = _schedule.Scheduler.Steps;
        var request = new BlockingRequest(_schedule, _path.Question, () =>
        {
            _schedule.Scheduler.Urgent = SimulatedThread.Current;
            return _schedule.Scheduler.Wait(() => _schedule.Scheduler.Steps >= _begun + _step, LongerThanAnyPath);
        });
        request.Run();
        Steps = _schedule.Scheduler.Steps - _begun.Value;
        Stage = request.CancelError switch { null => null, 0 => CancelStage.Queued, _ => CancelStage.Already };
        _schedule.Scheduler.Wait(() => _companion?.HasEnded ?? true);
    }

    private void LookUpBefore()
    {
        foreach (Question question in _path.Before)
        {
            var before = TaskRequest.Start(_schedule, _resolver, question, new());
            _schedule.Scheduler.Wait(() => before.HasEnded);
        }
    }

    private void StartCompanion() => _companion = _path is { AsksServers: true, IsAlone: false }
        ? TaskRequest.Start(
            _schedule, _resolver, new Question(QuestionKind.HostByName, "host5.test", 0, _path.Question.Family), new())
        : null;

    private void Start()
    {
        if (IsOfWindow)
            _window = _schedule.OpenWindow(delivering: false);
        LookUpBefore();
        bool hasCompanion = _way is not (CancelWay.All or CancelWay.Cleanup);
        if (hasCompanion && !_path.IsFirst)
            StartCompanion();
        _begun = _schedule.Scheduler.Steps;
        if (_way == CancelWay.Overlapped)
            (_overlapped = new OverlappedRequest(_schedule, _path.Question) { InRoutine = r => r.WaitForCancellers() }).Start();
        else if (_way == CancelWay.Queue)
            StartQueued();
        else if (_window is null)
            _task = TaskRequest.Start(_schedule, _resolver, _path.Question, OptionsFor(_way), _source);
        else
            _request = WindowRequest.Start(_schedule, _path.Question, _window, 512, _way == CancelWay.PinnedWindow);
        if (hasCompanion && _path.IsFirst)
            StartCompanion();
        _isRefused = _task is null && _request is null && _overlapped is null && _queued is null;
        while (!HasEnded)
        {
            _schedule.Scheduler.Wait(() => HasEnded || _window is { HasWaiting: true } || _queues is { HasWaiting: true });
            _window?.TryTake();
            _queues?.TakeOne();
        }
        Steps = _schedule.Scheduler.Steps - _begun.Value;
        _schedule.Scheduler.Wait(() => _companion?.HasEnded ?? true);
        _window?.Destroy();
    }

    private void StartQueued()
    {
        _queues = _schedule.OpenQueues();
        _queued = new QueuedRequest(_schedule, _path.Question, _resolver, _queues);
        _queues.Requests.Add(_queued);
        _queued.TryStart(state: 0);
    }

    private LookupOptions OptionsFor(CancelWay way) => new()
    {
        CancellationToken = way == CancelWay.Token ? _source.Token : default,
        Group = way == CancelWay.Group ? _schedule.Group : null,
    };

    private void Cancel()
    {
        // It goes first until it waits for its step, and again when that comes.
        SimulatedThread me = SimulatedThread.Current!;
        _schedule.Scheduler.Urgent = me;
        _schedule.Scheduler.Wait(() => HasEnded || (CanCancel && _schedule.Scheduler.Steps >= _begun + _step));
        if (!HasEnded)
            Stage = CancelNow();
    }

    private CancelStage? CancelNow()
    {
        switch (_way)
        {
            case CancelWay.Window or CancelWay.PinnedWindow:
                return _request!.Cancel() == 0 ? CancelStage.Queued : CancelStage.Already;
            case CancelWay.Overlapped:
                return _overlapped!.Cancel() == 0 ? CancelStage.Queued : CancelStage.Already;
            case CancelWay.Lookup:
                return StageOf(Told(_task!.Cancel(), byHandle: false));
            case CancelWay.Queue:
                return StageOf(_queued!.Cancel());
            case CancelWay.Handle:
                return StageOf(Told(_resolver.Cancel(_task!.Handle), byHandle: true));
            case CancelWay.Cleanup:
                _schedule.CleanUp();
                _schedule.StartUp();
                return null;
            case CancelWay.Token:
                _source.Cancel();
                return null;
            case CancelWay.Group:
                _schedule.Group.Cancel();
                return null;
            default:
                _resolver.CancelAll();
                return null;
        }
    }

    private CancelOutcome Told(CancelOutcome outcome, bool byHandle)
    {
        _task!.OnCancel(outcome, byHandle);
        return outcome;
    }

    private static CancelStage StageOf(CancelOutcome outcome) => outcome switch
    {
        CancelOutcome.CancelledQueued => CancelStage.Queued,
        CancelOutcome.CancelledInFlight => CancelStage.InFlight,
        CancelOutcome.AlreadyCompleted => CancelStage.Already,
        _ => throw new InvalidOperationException($"A cancel gave {outcome}."),
    };
}
