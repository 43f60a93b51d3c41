namespace GetXByY.Lookups;

/// <summary>How starters and cancellers hand cells to the engine: two stacks that live in the cells, each push one
/// compare-and-swap, each taking one exchange.</summary>
/// <remarks>
/// Whether anybody pumps the engine is a value of the head of the submissions, so exactly one pusher wakes it, once per
/// sleep:
///
///   Empty -> Asleep      the pump found nothing to do and is going to wait
///   Asleep -> Absent     the pump waited long and ends
///   Asleep | Absent -> a cell, or Empty    a pusher saw it, and it alone wakes or starts the pump
///
/// Push and PushCancelled may be called from any thread; the others only by the pump.
/// </remarks>
internal sealed class Submissions(LookupCells cells)
{
    private const int Empty = -1;
    private const int Asleep = -2;
    private const int Absent = -3;

    private int _submitted = Absent;
    private int _cancelled = Empty;

    /// <summary>Hands over a look-up that was begun.</summary>
    /// <returns>What the caller must do about the pump.</returns>
    internal PumpDuty Push(int cell)
    {
        while (true)
        {
            int head = Atomic.Read(ref _submitted);
            cells[cell].SubmitLink = head < Empty ? Empty : head;
            if (Atomic.CompareExchange(ref _submitted, cell, head) == head)
                return DutyOf(head);
        }
    }

    /// <summary>Sends back the cell of a look-up that was cancelled.</summary>
    /// <returns>What the caller must do about the pump.</returns>
    internal PumpDuty PushCancelled(int cell)
    {
        while (true)
        {
            int head = Atomic.Read(ref _cancelled);
            cells.CancelLink(cell) = head;
            if (Atomic.CompareExchange(ref _cancelled, cell, head) == head)
                break;
        }
        // The pump says that it sleeps before it looks at this stack a last time, so one of the two sees the other.
        return ClaimDuty();
    }

    /// <summary>Claims the duty to wake or start the pump, if it is asleep or absent.</summary>
    internal PumpDuty Rouse()
    {
        // What the caller has written for the pump must not come to light after the look at whether it sleeps.
        Atomic.Fence();
        return ClaimDuty();
    }

    /// <summary>Takes all submissions; the first of the chain, linked by SubmitLink, is the one pushed last.</summary>
    internal int TakeSubmitted() =>
        Atomic.Read(ref _submitted) < 0 ? Empty : Atomic.Exchange(ref _submitted, Empty);

    /// <summary>Takes all cancelled cells, linked by CancelLink.</summary>
    internal int TakeCancelled() =>
        Atomic.Read(ref _cancelled) == Empty ? Empty : Atomic.Exchange(ref _cancelled, Empty);

    /// <summary>Says that the pump is going to sleep.</summary>
    /// <returns>False when something was pushed meanwhile: it must not sleep.</returns>
    internal bool TrySleep()
    {
        if (Atomic.CompareExchange(ref _submitted, Asleep, Empty) != Empty)
            return false;
        if (Atomic.Read(ref _cancelled) == Empty)
            return true;
        // A canceller pushed. Either it saw the sleep and took the duty to wake, or this takes it back.
        Atomic.CompareExchange(ref _submitted, Empty, Asleep);
        return false;
    }

    /// <summary>Says that the pump is awake again by itself.</summary>
    internal void Awake() => Atomic.CompareExchange(ref _submitted, Empty, Asleep);

    /// <summary>Says that the sleeping pump ends.</summary>
    /// <returns>False when somebody has just woken it.</returns>
    internal bool TryLeave() => Atomic.CompareExchange(ref _submitted, Absent, Asleep) == Asleep;

    private PumpDuty ClaimDuty()
    {
        while (true)
        {
            int head = Atomic.Read(ref _submitted);
            if (head is not (Asleep or Absent))
                return PumpDuty.None;
            // Against other pushers, of whom one gets the duty and is seen to have it; and against the pump, which may
            // have left since: then there is still a duty, but another.
            if (Atomic.CompareExchange(ref _submitted, Empty, head) == head)
                return DutyOf(head);
        }
    }

    private static PumpDuty DutyOf(int head) => head switch
    {
        Asleep => PumpDuty.Wake,
        Absent => PumpDuty.Start,
        _ => PumpDuty.None,
    };
}
