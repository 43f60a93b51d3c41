using GetXByY.Dns.Resolution;
using GetXByY.Winsock;

namespace GetXByY.Simulation;

/// <summary>One run of everything: what happens follows from the seed alone.</summary>
internal sealed partial class Schedule
{
    private readonly ulong _seed;
    private readonly Choices _choices;
    private readonly VirtualTime _time = new();
    private readonly ScheduleFiles _files;
    private readonly List<NameResolver> _resolvers = [];
    private readonly List<GuardedBuffer> _buffers = [];
    private readonly List<GuardedBuffer> _free = [];
    private readonly Dictionary<nint, SimulatedWindow> _windows = [];
    private readonly Dictionary<uint, WindowRequest> _requests = [];
    private readonly List<(uint Handle, nint LParam)> _early = [];
    private readonly Action<string>? _trace;
    private readonly EngineFailures _failures;
    private int _startups;

    /// <param name="seed">What all else follows from.</param>
    /// <param name="files">The simulated machine's configuration.</param>
    /// <param name="tally">Where it is counted what happened.</param>
    /// <param name="trace">Told every step and event; null for nobody.</param>
    /// <param name="switchOneIn">At one in so many steps another thread goes on; null for any number.</param>
    internal Schedule(
        ulong seed, ScheduleFiles files, Tally tally, Action<string>? trace = null, int? switchOneIn = null)
    {
        _seed = seed;
        // No seed of a neighbour must lead to the same choices shifted by one.
        _choices = new Choices(new Choices(seed).NextUInt64());
        _files = files;
        Tally = tally;
        _failures = new EngineFailures(seed, tally);
        _trace = trace;
        Scheduler = new Scheduler(_choices, _time, switchOneIn ?? _choices.Of(1, 2, 4, 8, 16))
        {
            Check = Check,
            CheckBeforeTimePasses = CheckBeforeTimePasses,
            OnJump = OnJump,
        };
        Network = new SimulatedNetwork(Scheduler, _choices, _time, tally) { FaultOneIn = _choices.Of(0, 2, 3, 6) };
        if (trace is not null)
            Scheduler.OnStep = () => Trace(TracePlace.OfStep());
        Scheduler.NextEvent = () => Network.NextArrival;
        World = new SimulatedWorld(Scheduler, _choices, Network, _failures);
        Poster = new SimulatedPoster(this, _choices);
        Provider = new WinSockProvider(
            null, _ => new SteppedRequestEngine(this, SessionResolver = OpenResolver()), _choices.OneIn(2) ? Poster.Own : Poster, e => Violate($"the product threw {e}"));
    }

    internal Scheduler Scheduler { get; }

    /// <summary>The virtual time, in milliseconds.</summary>
    internal long Now => _time.Now;

    internal SimulatedNetwork Network { get; }

    internal SimulatedWorld World { get; }

    internal Tally Tally { get; }

    internal WinSockProvider Provider { get; }

    internal SimulatedPoster Poster { get; }

    internal LookupGroup Group { get; } = new();

    internal List<TaskRequest> Tasks { get; } = [];

    internal List<TaskRequest> Grouped { get; } = [];

    /// <summary>The look-ups of which programs learn the handle late or never.</summary>
    internal List<uint> OtherHandles { get; } = [];

    internal List<OverlappedRequest> Overlapped { get; } = [];

    internal List<SimulatedQueues> Queues { get; } = [];

    internal List<TakeProgram> Takers { get; } = [];

    /// <summary>How many threads are cancelling the group.</summary>
    internal int GroupCancels { get; set; }

    /// <summary>Adds the programs that take part; null for some that chance chooses.</summary>
    internal Action? AddPrograms { get; set; }

    /// <summary>How many look-ups a resolver takes; null for any number.</summary>
    internal int? Capacity { get; init; }

    internal IReadOnlyList<NameResolver> Resolvers => _resolvers;

    /// <summary>The resolver of the Winsock session that was begun last.</summary>
    internal NameResolver? SessionResolver { get; private set; }

    /// <summary>Which configuration resolvers have; null for any.</summary>
    internal int? ResolvConf { get; init; }

    /// <summary>Whether programs ask for version 1, which has hooks; null for chance.</summary>
    internal bool? HasHooks { get; init; }

    internal int CleanupsBegun { get; private set; }

    internal int CleanupsEnded { get; private set; }

    /// <summary>Whether Winsock is started, and nobody has begun to clean up.</summary>
    internal bool IsUp => _startups > CleanupsBegun;

    /// <summary>Runs it.</summary>
    /// <returns>How the promise was broken; null when it was kept.</returns>
    internal string? Run()
    {
        ResetProcess();
        StartUp();
        if (AddPrograms is null)
            _failures.Begin();
        (AddPrograms ?? AddAnyPrograms)();
        AddProgram("cleaner", CloseAll);
        string? violation = Scheduler.Run();
        if (violation is null)
        {
            CheckAtRest();
            violation = Scheduler.Violation;
        }
        Tally.Schedules++;
        Tally.Steps += Scheduler.Steps;
        foreach (NameResolver resolver in _resolvers)
        {
            ResolverCounts counts = resolver.Engine.Resolvers.Counts;
            Tally["shared", "followed"] += counts.Followed;
            Tally["shared", "kept"] += counts.Kept;
            Tally["shared", "given"] += resolver.TakeSnapshot().KeptAnswers - counts.Kept;
            Tally["shared", "stale"] += counts.Stale;
        }
        if (violation is null)
        {
            _buffers.ForEach(b => b.Free());
            Overlapped.ForEach(r => r.Free());
        }
        return violation;
    }

    internal void Violate(string what) => Scheduler.Violate(what);

    internal void Log(string what)
    {
        if (_trace is not null)
            Trace(what);
    }

    internal TaskRequest? AnyTask() => Tasks.Count == 0 ? null : Tasks[_choices.Below(Tasks.Count)];

    internal WindowRequest? AnyRequest() =>
        _requests.Count == 0 ? null : _requests.Values.ElementAt(_choices.Below(_requests.Count));

    internal bool IsDisposed(NameResolver resolver) => _disposedAt.ContainsKey(resolver);

    internal void Dispose(NameResolver resolver)
    {
        _disposedAt.TryAdd(resolver, _time.Now);
        Log("dispose");
        _ = resolver.DisposeAsync().AsTask();
    }

    internal void Add(WindowRequest request)
    {
        if (!_requests.TryAdd(request.Handle, request))
            Violate($"handle {request.Handle} was given twice");
        // Its message may have been taken before its starter came to know the handle.
        int early = _early.FindIndex(m => m.Handle == request.Handle);
        if (early >= 0)
        {
            request.OnMessage(_early[early].LParam);
            _early.RemoveAt(early);
        }
    }

    internal void OnPosting(nint window, uint handle)
    {
        if (_windows.TryGetValue(window, out SimulatedWindow? target))
            target.OnPosting();
        if (!_requests.TryGetValue(handle, out WindowRequest? request))
            return;
        if (request.End == WindowRequestEnd.Cancelled)
            Violate($"{request}: a message is posted after a successful cancel");
        request.Buffer.Keep();
    }

    internal void OnMessage(uint handle, nint lParam)
    {
        if (_requests.TryGetValue(handle, out WindowRequest? request))
            request.OnMessage(lParam);
        else
            _early.Add((handle, lParam));
    }

    /// <param name="delivering">Whether it has a delegate; null for chance.</param>
    internal SimulatedWindow OpenWindow(bool? delivering = null)
    {
        var window = new SimulatedWindow(this, delivering ?? _choices.OneIn(3));
        _windows.Add(window.Handle, window);
        return window;
    }

    /// <summary>A buffer for a request: often one that another request has just got rid of.</summary>
    internal GuardedBuffer Rent(int length)
    {
        int used = _free.FindIndex(b => b.Length == length);
        if (used >= 0 && _choices.OneIn(3))
        {
            GuardedBuffer again = _free[used];
            _free.RemoveAt(used);
            return again;
        }
        var buffer = new GuardedBuffer(this, length);
        _buffers.Add(buffer);
        return buffer;
    }

    /// <summary>No request may write to a buffer any more.</summary>
    internal void Return(GuardedBuffer buffer)
    {
        buffer.TakeBack();
        _free.Add(buffer);
    }
}
