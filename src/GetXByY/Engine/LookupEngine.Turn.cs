using System.Text;
using GetXByY.Databases;
using GetXByY.Lookups;

namespace GetXByY.Engine;

// The passive half of the engine: what the pump does in one turn. Everything is done in slices, so that a hundred
// thousand cancels or timeouts do not keep one answer waiting.
internal sealed partial class LookupEngine : ILookupSink
{
    private const int None = -1;
    private const int Slice = 256;

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
        bool more = TakeUp();
        more |= FreeCancelled(now);
        more |= Resolver.Expire(now, Slice);
        Resolver.Flush(now, Slice);
        RetryRefused(now);
        _finisher.Flush();
        return more || Resolver.CanSend(now);
    }

    /// <summary>How long the pump may sleep, in milliseconds; null for as long as nobody wakes it.</summary>
    internal uint? UntilNext(uint now)
    {
        uint? until = Resolver.UntilNext(now);
        if (_finisher.HasRefused)
            until = Math.Min(until ?? RetryDelay, RetryDelay);
        return until;
    }

    /// <summary>Whether nothing is outstanding.</summary>
    internal bool IsIdle => _cells.Rented == 0;

    /// <summary>Ends the engine: what is outstanding is cancelled, and nothing can be started any more.</summary>
    /// <returns>False while a starter, canceller or finisher is still at work on a cell: it is to be called again soon.
    /// </returns>
    internal bool TryClose(uint now)
    {
        CancelAll();
        while (TakeUp() | FreeCancelled(now))
        {
        }
        return _cells.TryClose();
    }

    /// <inheritdoc/>
    public void Complete(int cell, in LookupResult<object> result) =>
        _finisher.Enqueue(new FinishItem(_cells[cell].Handle, cell, result));

    private bool TakeUp()
    {
        if (_submitted == None)
            _submitted = Reverse(_submissions.TakeSubmitted());
        for (int i = 0; i < Slice && _submitted != None; i++)
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

    private bool FreeCancelled(uint now)
    {
        if (_returned == None)
            _returned = _submissions.TakeCancelled();
        for (int i = 0; i < Slice && _returned != None; i++)
        {
            int cell = _returned;
            ref LookupCell look = ref _cells[cell];
            _returned = look.CancelLink;
            look.Marks |= CellMarks.Returned;
            if ((look.Marks & CellMarks.Taken) == 0)
                // It is still among the submissions.
                continue;
            if ((look.Marks & CellMarks.Begun) != 0 && look.Kind is LookupKind.HostByName or LookupKind.HostByAddress)
                _hosts.Stop(cell, now);
            Free(cell);
        }
        return _returned != None;
    }

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
            LookupKind.ServiceByName => Widen(_tables.Services.FindByName(name, protocol, hasProtocol)),
            LookupKind.ServiceByPort => Widen(_tables.Services.FindByPort((int)look.Number, protocol, hasProtocol)),
            LookupKind.ProtocolByName => Widen(_tables.Protocols.FindByName(name)),
            _ => Widen(_tables.Protocols.FindByNumber((int)look.Number)),
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
