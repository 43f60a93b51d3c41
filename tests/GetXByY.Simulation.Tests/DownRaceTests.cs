using GetXByY.Winsock;

namespace GetXByY.Simulation.Tests;

/// <summary>A start is held before each of its steps, until the engine, which goes down meanwhile, has come to each of its own:
/// whatever the two do to each other, the look-up ends or was refused, and nothing is left.</summary>
[Collection(nameof(OneSchedule))]
public sealed class DownRaceTests
{
    // How long a start is held at most, in virtual milliseconds: the engine that waits for it begins each of them anew.
    private const long LongestHold = 20;

    private static readonly Question s_silent = new(QuestionKind.HostByName, "silent1.test");
    private static readonly Question s_service = new(QuestionKind.ServiceByName, "http");

    private bool _isStarting;
    private bool _isHeld;
    private int _startSteps;
    private int _downSteps;
    private int? _error;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Start_BeforeEachStepOfAnEngineThatGoesDown_EndsOrIsRefused(bool ofWindow)
    {
        using var files = new ScheduleFiles();
        int pairs = 0, refused = 0;
        int step = 0;
        do
        {
            step++;
            int downStep = 0;
            do
            {
                Run(files, ofWindow, step, ++downStep);
                pairs++;
                refused += _error is null ? 0 : 1;
                Assert.True(_error is null or WinSock.WSAENETDOWN, $"steps {step}, {downStep}: refused with {_error}");
            }
            while (_downSteps >= downStep);
        }
        while (_startSteps >= step);
        Assert.True(pairs > 100 && refused > 10 && refused < pairs, $"{pairs} pairs of steps, {refused} times refused");
    }

    private void Run(ScheduleFiles files, bool ofWindow, int step, int downStep)
    {
        (_isStarting, _startSteps, _downSteps, _error) = (false, 0, 0, null);
        var schedule = new Schedule(seed: 1, files, new Tally(), switchOneIn: 1_000_000)
        {
            Capacity = 64,
            ResolvConf = 0,
        };
        schedule.Network.FaultOneIn = 0;
        SimulatedThread starter = null!;
        schedule.AddPrograms = () => starter = schedule.AddProgram("starter", () => Start(schedule, ofWindow));
        schedule.Scheduler.OnStep = () =>
        {
            SimulatedThread me = SimulatedThread.Current!;
            if (me == starter && _isStarting && ++_startSteps == step)
            {
                schedule.World.Drivers[^1].Break();
                _isHeld = true;
                schedule.Scheduler.Wait(() => _downSteps >= downStep, LongestHold);
                _isHeld = false;
            }
            else if (_isHeld && me.Role == ThreadRole.Pump && schedule.World.Drivers[^1].HasFailed && ++_downSteps == downStep)
            {
                schedule.Scheduler.Urgent = starter;
            }
        };
        string? violation = schedule.Run();
        Assert.True(violation is null, $"steps {step}, {downStep}: {violation}");
    }

    private void Start(Schedule schedule, bool ofWindow)
    {
        NameResolver resolver = ofWindow ? schedule.SessionResolver! : schedule.OpenResolver();
        // Its attempts wake the pump, which then fails.
        TaskRequest silent = TaskRequest.Start(schedule, resolver, s_silent, new());
        schedule.Scheduler.Wait(static () => false, 1);
        _isStarting = true;
        if (ofWindow)
            StartRequest(schedule);
        else
            StartTask(schedule, resolver);
        schedule.Scheduler.Wait(() => silent.HasEnded);
    }

    private void StartTask(Schedule schedule, NameResolver resolver)
    {
        TaskRequest request = TaskRequest.Start(schedule, resolver, s_service, new());
        _isStarting = false;
        if (request.Handle == 0)
            _error = (int?)(request.Completion.Exception?.InnerException as LookupException)?.Error;
        schedule.Scheduler.Wait(() => request.HasEnded);
    }

    private void StartRequest(Schedule schedule)
    {
        SimulatedWindow window = schedule.OpenWindow(delivering: false);
        WindowRequest? request = WindowRequest.Start(schedule, s_service, window, 512, isPinned: false);
        _isStarting = false;
        if (request is null)
            _error = LastError.Code;
        while (request is { HasEnded: false })
        {
            schedule.Scheduler.Wait(() => window.HasWaiting);
            window.TryTake();
        }
        window.Destroy();
    }
}
