using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using GetXByY.Databases;
using GetXByY.Dns.Resolution;
using GetXByY.Lookups;

namespace GetXByY.Engine;

// The passive half of the engine: what the pump does in one turn. Everything is done in slices, so that a hundred
// thousand cancels or timeouts do not keep one answer waiting.
internal sealed partial class LookupEngine : ILookupSink
{
    private const int None = -1;
    private const int Slice = 256;

    // Freeing a cell or ending an attempt touches memory all over the place: so many take about 25 microseconds.
    private const int FreeSlice = 32;

    // How long to wait before a completion is tried again that could not be handed over, in milliseconds.
    private const uint RetryDelay = 10;

    // Taken from the submissions and not begun yet, in the order of their starts.
    private int _submitted = None;

    // Taken from the cancelled and not freed yet.
    private int _returned = None;

    private long _cancelled;
    private uint _retryAt;
    private bool _retryArmed;

    /// <summary>Does a slice of all that is to be done.</summary>
    /// <returns>Whether there is more to do at once.</returns>
    internal bool Turn(uint now)
    {
        // What somebody waits for comes first: what was answered, what was started. Freeing what was cancelled is last.
        _finisher.Deliver();
        TakeTables(now);
        bool keepsAnswers = _adopted.Configuration.Choices.MaxCachedAnswers > 0;
        _resolvers.BeginTurn(now, keepsAnswers ? _clock.Milliseconds : now);
        bool more = TakeUp(out int taken);
        // Behind that: whoever was started after the call is among those that were taken only if the call is seen here.
        if (keepsAnswers)
            TakeClears();
        else
            _hosts.Kept = null;
        _resolvers.Flush(now, Slice);
        more |= _resolvers.Expire(now, FreeSlice);
        RetryRefused(now);
        _finisher.Deliver();
        more |= FreeCancelled(now, FreeLimit(taken));
        Figures.Publish(_resolvers);
        return more || _resolvers.CanSend(now);
    }

    /// <summary>How long the pump may sleep, in milliseconds; null for as long as nobody wakes it.</summary>
    internal uint? UntilNext(uint now)
    {
        uint? until = _resolvers.UntilNext(now);
        if (_finisher.HasRefused)
            until = Math.Min(until ?? RetryDelay, RetryDelay);
        return until;
    }

    /// <summary>Whether nothing is outstanding.</summary>
    internal bool IsIdle => _cells.Rented == 0;

    /// <summary>Ends the engine when nothing is outstanding; then nothing can be started any more.</summary>
    /// <param name="now">The time.</param>
    /// <param name="cancels">Whether to cancel what is outstanding.</param>
    /// <returns>False while a starter, canceller or finisher is still at work on a cell: it is to be called again soon.
    /// </returns>
    internal bool TryClose(uint now, bool cancels)
    {
        // What continuations do, and how long that takes, is no matter of a pump that ends.
        _finisher.LeaveInPlace();
        if (cancels)
            CancelAll();
        while (TakeUp(out _) | FreeCancelled(now, Slice))
        {
        }
        RetryRefused(now);
        _finisher.Deliver();
        Figures.Publish(_resolvers);
        return _cells.TryClose();
    }

    /// <inheritdoc/>
    public bool IsWanted(int cell) => _table.StateOf(_cells[cell].Handle) == LookupState.InFlight;

    // A canceller that wins takes the face away; it drops a part that comes behind that.
    /// <inheritdoc/>
    public bool WantsPart(int cell) => _cells.Face(cell) is { WantsPart: true };

    // When a canceller takes the face away behind this, the answer is dropped.
    /// <inheritdoc/>
    public bool TakesAnswers(int cell) => _cells.Face(cell) is { TakesAnswers: true };

    // A face that watches one which wants no more than that wants the entry.
    /// <inheritdoc/>
    public bool WantsAddresses(int cell) => _cells.Face(cell) is { WantsAddresses: true };

    /// <inheritdoc/>
    public void Give(int cell, HostEntry part) => _cells.Face(cell)?.OnPart(part);

    /// <inheritdoc/>
    public void OnAttempt(int cell, IPEndPoint server, bool overTcp)
    {
        // A canceller that wins takes the face away, here or later.
        if (_cells.Face(cell) is ObservedFace face)
            face.NoteAttempt(server, overTcp);
    }

    /// <inheritdoc/>
    public void OnUnasked(int cell, UnaskedBy by)
    {
        if (_cells.Face(cell) is ObservedFace face)
            face.NoteUnasked(isShared: (by & UnaskedBy.Shared) != 0, isStale: (by & UnaskedBy.Stale) != 0);
    }

    /// <inheritdoc/>
    public void Complete(int cell, in LookupResult<object> result) => Complete(_cells[cell].Handle, cell, result);

    private void Complete(uint handle, int cell, in LookupResult<object> result) =>
        _finisher.Enqueue(new FinishItem(handle, cell, result));

    private bool TakeUp(out int taken)
    {
        if (_submitted == None)
            _submitted = Reverse(_submissions.TakeSubmitted());
        for (taken = 0; taken < Slice && _submitted != None; taken++)
        {
            int cell = _submitted;
            ref LookupCell look = ref _cells[cell];
            _submitted = look.SubmitLink;
            look.Marks |= CellMarks.Taken;
            // Against a canceller. If it won, the cell is free as soon as both have let go of it.
            if (_table.TryMove(look.Handle, cell, LookupState.Queued, LookupState.InFlight))
            {
                look.Marks |= CellMarks.Begun;
                Begin(cell);
            }
            else if ((look.Marks & CellMarks.Returned) != 0)
            {
                Free(cell);
            }
        }
        return _submitted != None;
    }

    private bool FreeCancelled(uint now, int limit)
    {
        if (_returned == None)
            _returned = _submissions.TakeCancelled();
        for (int i = 0; i < limit && _returned != None; i++)
        {
            int cell = _returned;
            ref LookupCell look = ref _cells[cell];
            look.Marks |= CellMarks.Returned;
            if (IsWithHosts(look))
                // When that fails the cell is still the next.
                _hosts.Stop(cell, now);
            _returned = _cells.CancelLink(cell);
            // If not taken it is still among the submissions.
            if ((look.Marks & CellMarks.Taken) != 0)
                Free(cell);
        }
        return _returned != None;
    }

    // Those who start and cancel without a pause must not run out of cells although hardly any look-up is outstanding: what
    // is taken up may come back, and when cells are short it is for them that starters wait.
    private int FreeLimit(int taken) =>
        _cells.AreShort ? 4 * Slice : Math.Max(FreeSlice, taken);

    private bool IsWithHosts(in LookupCell look) =>
        (look.Marks & CellMarks.Begun) != 0 && _networkDown is null
        && look.Kind is LookupKind.HostByName or LookupKind.HostByAddress;

    private void Free(int cell)
    {
        _cells.Return(cell);
        _cancelled++;
    }

    private void RetryRefused(uint now)
    {
        if (!_finisher.HasRefused)
        {
            _retryArmed = false;
            return;
        }
        if (!_retryArmed)
        {
            _retryArmed = true;
            _retryAt = now + RetryDelay;
        }
        else if ((int)(now - _retryAt) >= 0)
        {
            _retryAt = now + RetryDelay;
            _finisher.Retry();
        }
    }

    private void Begin(int cell)
    {
        ref LookupCell look = ref _cells[cell];
        if (_networkDown is { } down)
        {
            Complete(cell, down);
            return;
        }
        switch (look.Kind)
        {
            case LookupKind.HostByName or LookupKind.HostByAddress:
                _hosts.Begin(cell);
                break;
            case LookupKind.Settled:
                Complete(cell, ResultOf((LookupError)look.Number));
                break;
            default:
                Complete(cell, FindInTables(cell));
                break;
        }
    }

    [SkipLocalsInit]
    private LookupResult<object> FindInTables(int cell)
    {
        ref LookupCell look = ref _cells[cell];
        Span<char> name = stackalloc char[byte.MaxValue];
        Span<char> protocol = stackalloc char[byte.MaxValue];
        name = name[..Encoding.UTF8.GetChars(_cells.Argument(cell), name)];
        protocol = protocol[..Encoding.UTF8.GetChars(_cells.Protocol(cell), protocol)];
        bool hasProtocol = (look.Marks & CellMarks.HasProtocol) != 0;
        return look.Kind switch
        {
            LookupKind.ServiceByName => Widen(_adopted.Services.FindByName(name, protocol, hasProtocol)),
            LookupKind.ServiceByPort => Widen(_adopted.Services.FindByPort((int)look.Number, protocol, hasProtocol)),
            LookupKind.ProtocolByName => Widen(_adopted.Protocols.FindByName(name)),
            _ => Widen(_adopted.Protocols.FindByNumber((int)look.Number)),
        };
    }

    private static LookupResult<object> Widen<T>(LookupResult<T> result)
        where T : class
        => result.TryGetEntry(out T? entry)
            ? new LookupResult<object>(entry)
            : new LookupResult<object>(result.Error, result.Reason);

    private static LookupResult<object> ResultOf(LookupError error) => error switch
    {
        LookupError.HostNotFound => Failures.ImpossibleName,
        LookupError.NoData => Failures.NameTooLong,
        // An error of a face that has no words for it, only codes.
        _ => new LookupResult<object>(error, ""),
    };

    // Starters push on a stack; whoever came first is served first.
    private int Reverse(int chain)
    {
        int reversed = None;
        while (chain != None)
        {
            int next = _cells[chain].SubmitLink;
            _cells[chain].SubmitLink = reversed;
            reversed = chain;
            chain = next;
        }
        return reversed;
    }
}
