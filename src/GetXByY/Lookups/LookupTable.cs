namespace GetXByY.Lookups;

/// <summary>The state words of all look-ups of one engine. This is the only thing that starters, the engine,
/// finishers and cancellers share about a look-up; whoever moves its word has the right to do what follows.</summary>
/// <remarks>
/// A word is the handle (32 bits), the index of the cell (28 bits) and the state (4 bits). The word of handle h stands
/// in slot h mod size; the size need not be a power of two, which could leave half of the table of no use. A word that has ended stays until its slot is needed, so a late cancel still learns how the
/// look-up ended. Handles come from a counter of the whole process, so that no two engines give the same one, and a
/// value does not come back within 2^31 starts. All members may be called from any thread; none takes a lock.
/// </remarks>
internal sealed partial class LookupTable
{
    private const int StateBits = 4;
    private const int CellBits = 28;
    private const long StateMask = (1 << StateBits) - 1;
    private const int CellMask = (1 << CellBits) - 1;

    // How many handles were counted, by all engines; its low half is the last of them.
    private static long s_count;

    // The handle whose completion this thread is handing over, or 0.
    [ThreadStatic]
    private static uint s_finishing;

    private readonly long[] _words;

    // 2^64 / size, rounded up: with it the remainder of a division takes two multiplications.
    private readonly ulong _inverse;

    /// <param name="slots">How many words to keep: some more than the cells there can be, so that a free slot is never
    /// far.</param>
    internal LookupTable(int slots)
    {
        _words = new long[slots];
        _inverse = ulong.MaxValue / (uint)slots + 1;
    }

    internal int Slots => _words.Length;

    /// <summary>Whether this thread is inside a face's Write or TryPost.</summary>
    internal static bool IsFinishing => s_finishing != 0;

    /// <summary>Gives the look-up in a cell its handle, in state Queued.</summary>
    internal uint Issue(int cell)
    {
        while (true)
        {
            uint handle = (uint)Atomic.Increment(ref s_count);
            ref long word = ref SlotOf(handle);
            long seen = Atomic.Read(ref word);
            // Zero is never a handle. A slot whose look-up has not ended is skipped; of two starters a full turn of
            // the counter apart the exchange lets one through, and the other takes the next value.
            if (handle != 0 && !IsLive(StateOf(seen)) &&
                Atomic.CompareExchange(ref word, Pack(handle, cell, LookupState.Queued), seen) == seen)
                return handle;
        }
    }

    /// <summary>A handle for a look-up that has ended, and is remembered by nothing but that its handle was issued.</summary>
    internal uint IssueEnded()
    {
        while (true)
        {
            uint handle = (uint)Atomic.Increment(ref s_count);
            // One that is as old as the count is long may still be live.
            if (handle != 0 && !IsLive(StateOf(Atomic.Read(ref SlotOf(handle)))))
                return handle;
        }
    }

    /// <summary>Moves a look-up from one state to another.</summary>
    /// <returns>False when it was not in that state: somebody else won.</returns>
    internal bool TryMove(uint handle, int cell, LookupState from, LookupState to)
    {
        long expected = Pack(handle, cell, from);
        long found = Atomic.CompareExchange(ref SlotOf(handle), Pack(handle, cell, to), expected);
        if (found == expected)
            return true;
        OnLost(handle, from, to, found);
        return false;
    }

    /// <summary>Moves a look-up on from a state in which nobody else may move it: Writing or Posting.</summary>
    internal void Move(uint handle, int cell, LookupState to) =>
        Atomic.Write(ref SlotOf(handle), Pack(handle, cell, to));

    /// <summary>How far a look-up has come; None when it is forgotten or was never issued.</summary>
    internal LookupState StateOf(uint handle)
    {
        long word = Atomic.Read(ref SlotOf(handle));
        return HandleOf(word) == handle ? StateOf(word) : LookupState.None;
    }

    /// <summary>The handle in a slot, and whether its look-up has not ended.</summary>
    internal bool IsLive(int slot, out uint handle)
    {
        long word = Atomic.Read(ref _words[slot]);
        handle = HandleOf(word);
        return IsLive(StateOf(word));
    }

    /// <summary>The look-up in a slot and its cell, and whether it is in flight.</summary>
    internal bool IsInFlight(int slot, out uint handle, out int cell)
    {
        long word = Atomic.Read(ref _words[slot]);
        handle = HandleOf(word);
        cell = CellOf(word);
        return StateOf(word) == LookupState.InFlight;
    }

    /// <summary>Adds up how many look-ups are in each state; those that have ended are among them only until they are
    /// forgotten.</summary>
    internal void CountStates(Span<int> counts)
    {
        foreach (ref long word in _words.AsSpan())
            counts[(int)StateOf(Atomic.Read(ref word))]++;
    }

    /// <summary>Adds up the same for the look-ups in these cells.</summary>
    internal void CountStates(LookupCells cells, int count, Span<int> counts)
    {
        for (int cell = 0; cell < count; cell++)
        {
            // Against whoever rents the cell: then this is the handle of its last look-up, or of none, and not in the word.
            uint handle = Atomic.Read(ref cells[cell].Handle);
            long word = Atomic.Read(ref SlotOf(handle));
            if (HandleOf(word) == handle && CellOf(word) == cell)
                counts[(int)StateOf(word)]++;
        }
    }

    /// <summary>Cancels a look-up.</summary>
    /// <param name="handle">The look-up.</param>
    /// <param name="cell">When the outcome is a success, its cell: the caller now owns its face and must send the
    /// cell back to the engine.</param>
    internal CancelOutcome Cancel(uint handle, out int cell)
    {
        ref long word = ref SlotOf(handle);
        SpinWait spin = default;
        while (true)
        {
            long seen = Atomic.Read(ref word);
            cell = CellOf(seen);
            if (handle == 0 || HandleOf(seen) != handle)
                return WasIssued(handle) ? CancelOutcome.AlreadyCompleted : CancelOutcome.Unknown;
            switch (StateOf(seen))
            {
                case LookupState.Queued:
                    // Against the engine that takes it up, and other cancellers.
                    if (TryMove(handle, cell, LookupState.Queued, LookupState.Cancelled))
                        return CancelOutcome.CancelledQueued;
                    break;
                case LookupState.InFlight or LookupState.Unposted:
                    // Against the finisher that claims or posts it, and other cancellers.
                    if (TryMove(handle, cell, StateOf(seen), LookupState.Cancelled))
                        return CancelOutcome.CancelledInFlight;
                    break;
                case LookupState.Writing or LookupState.Posting:
                    // A finisher is at work and soon done. Inside a finisher nobody waits for a finisher, or two
                    // could wait for each other: the result that is being handed over counts as handed over.
                    if (IsFinishing)
                        return CancelOutcome.AlreadyCompleted;
                    spin.SpinOnce(sleep1Threshold: -1);
                    break;
                case LookupState.Cancelled:
                    return CancelOutcome.AlreadyCancelled;
                default:
                    return CancelOutcome.AlreadyCompleted;
            }
        }
    }

    /// <summary>Marks this thread as handing over a completion; 0 takes the mark back.</summary>
    internal static void MarkFinishing(uint handle) => s_finishing = handle;

    /// <summary>Somebody lost. The stress run builds these sources with a body for it, to count how often answers and
    /// cancels collide; the product has none, so the compiler leaves the call out.</summary>
    static partial void OnLost(uint handle, LookupState from, LookupState to, long found);

    // The remainder of handle / size, by the method of D. Lemire, O. Kaser and N. Kurz, "Faster remainder by direct
    // computation" (2019); exact for all handles.
    private ref long SlotOf(uint handle) =>
        ref _words[(int)Math.BigMul(_inverse * handle, (uint)_words.Length, out _)];

    private static bool WasIssued(uint handle)
    {
        long count = Atomic.Read(ref s_count);
        // In the first turn of the counter all that is above it is new; later the nearer half below it is old.
        return handle != 0 && (count <= uint.MaxValue ? handle <= count : (int)((uint)count - handle) >= 0);
    }

    private static bool IsLive(LookupState state) => state is > LookupState.None and < LookupState.Completed;

    private static long Pack(uint handle, int cell, LookupState state) =>
        (long)(((ulong)handle << 32) | ((uint)cell << StateBits) | (uint)state);

    private static uint HandleOf(long word) => (uint)((ulong)word >> 32);

    private static int CellOf(long word) => (int)((ulong)word >> StateBits) & CellMask;

    private static LookupState StateOf(long word) => (LookupState)(word & StateMask);
}
