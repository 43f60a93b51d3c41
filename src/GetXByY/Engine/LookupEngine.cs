using System.Net;
using GetXByY.Databases;
using GetXByY.Dns.Resolution;
using GetXByY.Lookups;
using GetXByY.Ordering;

namespace GetXByY.Engine;

/// <summary>The engine of all faces. Starting and cancelling may be called from any thread and take no lock; the rest
/// is passive: whoever pumps it, one thread at a time, calls <see cref="Turn"/>.</summary>
internal sealed partial class LookupEngine
{
    private readonly LookupCells _cells;
    private readonly LookupTable _table;
    private readonly Submissions _submissions;
    private readonly Finisher _finisher;
    private readonly Acknowledger _acknowledger;
    private readonly HostsDatabase _hosts;
    private readonly EngineClock _clock;
    private readonly EngineWorld _world;
    private readonly Action<PumpDuty> _rouse;

    private readonly AddressOrder _order;
    private readonly Func<HostEntry, HostEntry> _arrange;

    private long _started;

    /// <param name="capacity">How many look-ups may be outstanding.</param>
    /// <param name="tables">What was read from files.</param>
    /// <param name="transport">What moves the messages.</param>
    /// <param name="random">Where ids come from.</param>
    /// <param name="clock">The time.</param>
    /// <param name="rouse">Wakes or starts the pump; called from any thread.</param>
    /// <param name="world">Who finishes and acknowledges.</param>
    internal LookupEngine(
        int capacity, EngineTables tables, ITransport transport, RandomSource random, EngineClock clock,
        Action<PumpDuty> rouse, EngineWorld world)
    {
        _cells = new LookupCells(capacity);
        _table = new LookupTable(SlotsFor(capacity));
        _submissions = new Submissions(_cells);
        _acknowledger = new Acknowledger(world);
        _arrange = Arrange;
        _finisher = new Finisher(_table, _cells, _acknowledger, Rouse, world, _arrange, ArrangeKnown, Arrange);
        _known = new Known(tables, Clears: 0);
        _adopted = tables;
        _clock = clock;
        _world = world;
        _rouse = rouse;
        _order = new AddressOrder(world.Sources);
        _hosts = new HostsDatabase(_cells, this);
        _resolvers = new StubResolvers(transport, random);
        StubResolver resolver = _resolvers.Add(SettingsOf(tables), _hosts, clock.Now);
        _hosts.TryAdd(new HostGeneration(tables.Configuration, tables.Hosts, tables.Own, resolver));
        Figures.Publish(_resolvers);
    }

    internal Submissions Submissions => _submissions;

    internal Finisher Finisher => _finisher;

    /// <summary>What became of the look-ups; exact when nothing is outstanding.</summary>
    internal EngineCounts Counts =>
        CountsWith(Atomic.Read(ref _givenOfNone) + Atomic.Read(ref _givenOfOne) + Atomic.Read(ref _givenOfTwo));

    private EngineCounts CountsWith(long given) =>
        // The ends before the starts, and a failure before the completion that it is among: so no sum is below its parts.
        new()
        {
            Failed = _finisher.Failed,
            Completed = _finisher.Completed + given,
            Cancelled = Atomic.Read(ref _cancelled),
            Started = Atomic.Read(ref _started) + given,
            Rented = _cells.Rented,
        };

    /// <summary>Puts the addresses of a host in the order in which they should be tried, unless the options say otherwise.
    /// Asks the system, so the pump must not call it in a turn.</summary>
    internal HostEntry Arrange(HostEntry host) =>
        Tables.Policy is { } policy ? _order.Arrange(host, policy, _clock.Now) : host;

    // The same for the pump; null where the system would have to be asked.
    private HostEntry? ArrangeKnown(HostEntry host) =>
        Tables.Policy is { } policy ? _order.ArrangeKnown(host, policy, _clock.Now) : host;

    /// <summary>The same for addresses that are somebody's own: they change their places.</summary>
    internal void Arrange(IPAddress[] addresses)
    {
        if (Tables.Policy is { } policy)
            _order.Arrange(addresses, policy, _clock.Now);
    }

    /// <summary>Begins a look-up: it has a handle and can be cancelled, but the engine does not know it before
    /// <see cref="Submit"/>, which must follow.</summary>
    /// <returns>False when the engine is down, as many are outstanding as may be, or the engine has ended.</returns>
    internal bool TryBegin(
        in LookupRequest request, LookupFace face, in FaceWords words, out uint handle, out int cell)
    {
        handle = 0;
        cell = None;
        if (request.Kind >= LookupKind.ServiceByName)
            // By who asks first, and not by the pump, which others wait for.
            Tables.MakeOthers();
        // Without a look at the failure those who go on starting could keep an engine from ever being closed.
        if (Failure is not null || !_cells.TryRent(out cell))
        {
            Refuse(face);
            return false;
        }
        ref LookupCell look = ref _cells[cell];
        _cells.Face(cell) = face;
        look.Words = words;
        look.Kind = request.Kind;
        look.Number = request.Number;
        look.Marks = request.HasProtocol ? CellMarks.HasProtocol : CellMarks.None;
        look.Host.Family = (byte)request.Family;
        SetArguments(cell, request);
        if (request.TimeoutMilliseconds != 0)
        {
            look.Deadline = _clock.Now + request.TimeoutMilliseconds;
            look.Marks |= CellMarks.HasDeadline;
        }
        // All that a canceller may touch is in place: from here on it may come.
        handle = _table.Issue(cell);
        Atomic.Write(ref look.Handle, handle);
        Atomic.Increment(ref _started);
        return true;
    }

    /// <summary>Tells a face that its look-up cannot be begun; <see cref="TryBegin"/> does so by itself.</summary>
    internal void Refuse(LookupFace face)
    {
        if (face.OnRefused(Failure is null ? LookupError.TryAgain : LookupError.NetworkDown))
            _acknowledger.Enqueue(face);
    }

    /// <summary>Hands a look-up that was begun to the pump.</summary>
    internal void Submit(int cell)
    {
        PumpDuty duty = _submissions.Push(cell);
        if (duty != PumpDuty.None)
            _rouse(duty);
    }

    /// <summary>Begins and submits a look-up.</summary>
    /// <returns>Its handle, or 0 when the engine is down, as many are outstanding as may be, or the engine has
    /// ended.</returns>
    internal uint Start(in LookupRequest request, LookupFace face, in FaceWords words)
    {
        if (TryBegin(request, face, words, out uint handle, out int cell))
            Submit(cell);
        return handle;
    }

    /// <summary>Cancels a look-up. When that succeeds, its face has let go of all that was the caller's.</summary>
    internal CancelOutcome Cancel(uint handle)
    {
        CancelOutcome outcome = _table.Cancel(handle, out int cell);
        if (outcome > CancelOutcome.CancelledInFlight)
            return outcome;
        // We won: the face is ours, and nobody frees the cell before it is sent back.
        ref LookupFace? slot = ref _cells.Face(cell);
        LookupFace face = slot!;
        slot = null;
        if (face.OnCancelled())
            _acknowledger.Enqueue(face);
        PumpDuty duty = _submissions.PushCancelled(cell);
        if (duty != PumpDuty.None)
            _rouse(duty);
        return outcome;
    }

    /// <summary>Cancels every look-up that was started before the call. When it returns, none of them is being
    /// written or handed over any more.</summary>
    /// <returns>How many were cancelled.</returns>
    internal int CancelAll()
    {
        int cancelled = 0;
        // Whoever has started one has its cell, until it ends. Without this the last act of a short program would be to go
        // through all the memory that it has not used.
        if (_cells.Rented == 0)
            return cancelled;
        for (int slot = 0; slot < _table.Slots; slot++)
        {
            if (_table.IsLive(slot, out uint handle) && Cancel(handle) <= CancelOutcome.CancelledInFlight)
                cancelled++;
        }
        return cancelled;
    }

    /// <summary>Lets a worker execute what is not to run on the caller's stack.</summary>
    internal void Queue(IThreadPoolWorkItem item) => _world.Queue(item);

    /// <summary>How far a look-up has come; None when it is forgotten or was never started.</summary>
    internal LookupState StateOf(uint handle) => _table.StateOf(handle);

    /// <summary>Wakes or starts the pump if it is asleep or absent.</summary>
    internal void Rouse()
    {
        PumpDuty duty = _submissions.Rouse();
        if (duty != PumpDuty.None)
            _rouse(duty);
    }

    private void SetArguments(int cell, in LookupRequest request)
    {
        if (request.Kind != LookupKind.HostByName)
        {
            if (request.Argument.Length <= byte.MaxValue && request.Protocol.Length <= byte.MaxValue)
                _cells.SetArguments(cell, request.Argument, request.Protocol);
            else
                // No entry has a name as long as that.
                Settle(cell, LookupError.NoData);
            return;
        }
        Span<byte> ascii = stackalloc byte[HostNames.MaxLength];
        if (HostNames.TryToAscii(request.Argument, ascii, out int length))
            _cells.SetArguments(cell, ascii[..length], []);
        else
            Settle(cell, LookupError.HostNotFound);
    }

    private void Settle(int cell, LookupError error)
    {
        _cells[cell].Kind = LookupKind.Settled;
        _cells[cell].Number = (uint)error;
        _cells.SetArguments(cell, [], []);
    }

    // A quarter more words than cells, so that starters find a free one soon, and as many at least as make one that ended
    // be remembered for a while.
    private static int SlotsFor(int capacity) => Math.Max(capacity + capacity / 4, capacity + 2);
}
