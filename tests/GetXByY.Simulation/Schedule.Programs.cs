using System.Runtime.CompilerServices;
using GetXByY.Lookups;
using GetXByY.Winsock;

namespace GetXByY.Simulation;

// Who takes part in a schedule.
internal sealed partial class Schedule
{
    private const ulong QueueChoices = 1UL << 63;
    private const ulong LateCancelChoices = 1UL << 62;
    private const ulong ClearChoices = 1UL << 61;
    private const ulong InPlaceChoices = 1UL << 60;
    private const ulong TakeChoices = 1UL << 58;
    private const ulong ShiftChoices = 1UL << 57;
    private const ulong AwaitChoices = 1UL << 59;

    // Of a pump that has nothing to do, in milliseconds.
    private const long LongestSleep = 10_000;

    /// <summary>Starts Winsock, as a program does in the beginning.</summary>
    internal unsafe void StartUp()
    {
        WSADATA data;
        ushort version = HasHooks ?? _choices.OneIn(2) ? (ushort)0x0101 : (ushort)0x0202;
        if (Provider.Startup(version, (byte*)&data) != 0)
            Violate("a startup failed");
        _startups++;
        Log("startup");
    }

    /// <summary>Sets another poster, or the same one, while requests run.</summary>
    internal void ChangePoster() => Provider.SetMessagePoster(_choices.OneIn(2) ? Poster.Own : Poster);

    /// <summary>The final cleanup: everybody's requests end with it.</summary>
    internal void CleanUp()
    {
        CleanupsBegun++;
        WindowRequest[] pending = [.. _requests.Values];
        OverlappedRequest[] overlapped = [.. Overlapped];
        if (Provider.Cleanup() != 0)
            Violate("a cleanup failed");
        CleanupsEnded++;
        Log("cleanup");
        foreach (WindowRequest request in pending)
            request.OnCleanedUp();
        foreach (OverlappedRequest request in overlapped)
            request.OnCleanedUp();
    }

    internal SimulatedThread AddProgram(string name, Action run) => Scheduler.Add(name, ThreadRole.Program, run);

    /// <param name="capacity">How many look-ups it takes; null for any number.</param>
    /// <param name="resolvConf">Its configuration; null for any.</param>
    /// <param name="inPlace">Whether continuations run on its engine's thread.</param>
    internal NameResolver OpenResolver(int? capacity = null, int? resolvConf = null, bool inPlace = false)
    {
        // Few cells, so that they and the handles' slots are used again and again.
        NameResolverOptions options = _files.OptionsFor(
            _time, ResolvConf ?? resolvConf ?? _choices.Below(ScheduleFiles.ResolvConfs), capacity ?? Capacity ?? _choices.Of(2, 4, 8, 64),
            inPlace);
        var resolver = new NameResolver(options, World);
        _resolvers.Add(resolver);
        return resolver;
    }

    private void AddAnyPrograms()
    {
        if (_choices.OneIn(4))
            AddProgram("configuration", ChangeConfigurations);
        if (_choices.OneIn(10))
        {
            AddChurn();
            return;
        }
        if (_choices.OneIn(8))
        {
            AddProgram("visitor", new VisitorProgram(this, _choices, 4).Run);
            return;
        }
        if (_choices.OneIn(6))
        {
            AddOverlapped();
            return;
        }
        AddQueues();
        AddClears();
        AddInPlace();
        AddTakes();
        AddAwaits();
        AddShifts();
        int faces = _choices.Below(4);
        if (faces != 0)
        {
            NameResolver resolver = OpenResolver();
            for (int i = _choices.Between(1, 3); i > 0; i--)
                AddProgram($"tasks {i}", new TaskProgram(this, _choices, resolver, _choices.Between(2, 9)).Run);
        }
        if (faces is 0 or 3)
        {
            for (int i = _choices.Between(1, 3); i > 0; i--)
                AddProgram($"windows {i}", new WindowProgram(this, _choices, _choices.Between(2, 9), isOwner: i == 1).Run);
        }
    }

    // Changes the configuration under any resolver: look-ups in flight must end as if nothing had happened.
    private void ChangeConfigurations()
    {
        for (int i = _choices.Between(1, 6); i > 0; i--)
        {
            Pause();
            if (_resolvers.Count == 0)
                return;
            Tally.Count(Fault.ConfigurationChange);
            Log("configuration");
            _resolvers[_choices.Below(_resolvers.Count)].Engine.Tables =
                _files.TablesFor(_choices.Below(ScheduleFiles.ResolvConfs));
        }
    }

    private void AddOverlapped()
    {
        for (int i = _choices.Between(1, 3); i > 0; i--)
            AddProgram($"overlapped {i}", new OverlappedProgram(this, _choices, _choices.Between(2, 9), isOwner: i == 1).Run);
        if (_choices.OneIn(3))
            AddProgram("windows", new WindowProgram(this, _choices, _choices.Between(2, 9), isOwner: false).Run);
        // It chooses by itself, so that the schedules without it are what they were.
        var choices = new Choices(new Choices(_seed + LateCancelChoices).NextUInt64());
        if (choices.OneIn(4))
            AddProgram("late cancels", new LateCancelProgram(this, choices, choices.Between(1, 4)).Run);
    }

    /// <summary>The calling thread does nothing for a while: often until the moment when an engine's thread wakes, perhaps
    /// to end.</summary>
    internal void Pause()
    {
        if (_choices.OneIn(3))
            WaitForPump();
        else
            Scheduler.Wait(static () => false, _choices.Between(1, 60));
    }

    /// <summary>The calling thread does nothing until an engine's thread wakes by itself.</summary>
    internal void WaitForPump()
    {
        // A pump that is not asleep yet may go to sleep.
        Scheduler.Wait(() => NextWake(ThreadRole.Pump) > _time.Now, 1);
        if (NextWake(ThreadRole.Pump) is long wake && wake > _time.Now)
            // One that stands in a continuation of the user's, which blocks, may not wake for much longer than any that sleeps.
            Scheduler.Wait(static () => false, Math.Min(wake - _time.Now, LongestSleep));
    }

    /// <param name="capacity">How many completions each holds; null for all.</param>
    internal SimulatedQueues OpenQueues(int? capacity = null)
    {
        // It chooses by itself, so that the schedules in which nobody waits so are what they were.
        var choices = new Choices(new Choices(_seed + TakeChoices + (ulong)Queues.Count + 1).NextUInt64());
        var queues = new SimulatedQueues(capacity, () => new SimulatedWait(this, choices));
        Queues.Add(queues);
        return queues;
    }

    // It chooses by itself, so that the schedules without queues are what they were.
    private void AddQueues()
    {
        var choices = new Choices(new Choices(_seed + QueueChoices).NextUInt64());
        if (!choices.OneIn(6))
            return;
        NameResolver resolver = OpenResolver();
        SimulatedQueues queues = OpenQueues(choices.OneIn(2) ? choices.Between(1, 3) : null);
        for (int i = choices.Between(1, 3); i > 0; i--)
            AddProgram($"queues {i}", new QueueProgram(this, choices, resolver, queues, choices.Between(2, 9)).Run);
    }

    // The same with answers that are kept, found by whoever starts a look-up, and cleared meanwhile.
    private void AddClears()
    {
        var choices = new Choices(new Choices(_seed + ClearChoices).NextUInt64());
        if (!choices.OneIn(6))
            return;
        NameResolver resolver = OpenResolver(choices.Of(4, 8, 64), choices.Of(ScheduleFiles.Kept, ScheduleFiles.KeptStale));
        SimulatedQueues queues = OpenQueues(choices.OneIn(4) ? choices.Between(1, 3) : null);
        for (int i = choices.Between(1, 3); i > 0; i--)
            AddProgram($"clears {i}", new QueueProgram(this, choices, resolver, queues, choices.Between(4, 24), clears: true).Run);
    }

    // The same where continuations run on the engine's thread.
    private void AddInPlace()
    {
        var choices = new Choices(new Choices(_seed + InPlaceChoices).NextUInt64());
        if (!choices.OneIn(6))
            return;
        NameResolver resolver = OpenResolver(choices.Of(2, 4, 8, 64), choices.Below(ScheduleFiles.ResolvConfs), inPlace: true);
        for (int i = choices.Between(1, 3); i > 0; i--)
            AddProgram($"in place {i}", new InPlaceProgram(this, choices, resolver, choices.Between(2, 9)).Run);
    }

    // Look-ups whose results threads wait for at their queues, some of them pumping; of two resolvers, some of the time.
    private void AddTakes()
    {
        var choices = new Choices(new Choices(_seed + TakeChoices).NextUInt64());
        if (!choices.OneIn(5))
            return;
        World.Lends = true;
        var resolvers = new NameResolver[choices.OneIn(3) ? 2 : 1];
        for (int i = 0; i < resolvers.Length; i++)
            resolvers[i] = OpenResolver(choices.Of(2, 4, 8, 64), choices.Below(ScheduleFiles.ResolvConfs));
        SimulatedQueues queues = OpenQueues(choices.OneIn(4) ? choices.Between(1, 3) : null);
        for (int i = choices.Between(1, 3); i > 0; i--)
        {
            var taker = new TakeProgram(this, choices, resolvers, queues, choices.Between(4, 16));
            Takers.Add(taker);
            AddProgram($"takes {i}", taker.Run);
        }
    }

    // Look-ups that are only awaited.
    private void AddAwaits()
    {
        var choices = new Choices(new Choices(_seed + AwaitChoices).NextUInt64());
        if (!choices.OneIn(6))
            return;
        bool inPlace = choices.OneIn(2), isQuick = choices.OneIn(2);
        NameResolver resolver = OpenResolver(choices.Of(2, 4, 8, 64), choices.Below(ScheduleFiles.ResolvConfs), inPlace);
        var all = new AwaitedRequests();
        for (int i = choices.Between(isQuick ? 2 : 1, 3); i > 0; i--)
            AddProgram($"awaits {i}", new AwaitProgram(this, choices, resolver, all, inPlace, isQuick, choices.Between(4, 24)).Run);
    }

    // Look-ups that are awaited, and workers that pump.
    private void AddShifts()
    {
        var choices = new Choices(new Choices(_seed + ShiftChoices).NextUInt64());
        if (!choices.OneIn(6))
            return;
        World.Lends = true;
        World.Shifts = choices;
        NameResolver resolver = OpenResolver(choices.Of(2, 4, 8, 64), choices.Below(ScheduleFiles.ResolvConfs));
        World.Shifts = null;
        int programs = choices.Between(1, 3);
        for (int i = 1; i <= programs; i++)
            AddProgram($"shifts {i}", new ShiftProgram(this, choices, resolver, programs == 1 && choices.OneIn(2), choices.Between(2, 9)).Run);
    }

    private void AddChurn()
    {
        NameResolver resolver = OpenResolver(_choices.Between(2, 4));
        for (int i = 1; i <= 3; i++)
            AddProgram($"churn {i}", new ChurnProgram(this, _choices, resolver, _choices.Between(4, 12)).Run);
    }

    // When all others have ended.
    private void CloseAll()
    {
        Scheduler.Wait(() => Scheduler.Threads.Count(t => t.Role == ThreadRole.Program) == 1);
        if (_choices.OneIn(2))
            Pause();
        CleanUp();
        foreach (NameResolver resolver in _resolvers)
            Dispose(resolver);
    }

    // What outlives a schedule in the process begins anew: handles near the places where their count wraps around.
    private void ResetProcess()
    {
        HandleCount(null) = _choices.Of(0L, uint.MaxValue - 10L, (long)(_choices.NextUInt64() & 0x3_FFFF_FFFF));
        WindowCount(null) = -1;
    }

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "s_count")]
    private static extern ref long HandleCount(LookupTable? table);

    [UnsafeAccessor(UnsafeAccessorKind.StaticField, Name = "s_counter")]
    private static extern ref int WindowCount(MessageWindow? window);
}
