using GetXByY.Lookups;

namespace GetXByY.Stress;

/// <summary>The face of one look-up at a time: records all that is done to it, and by which side.</summary>
internal sealed unsafe class NarrowFace(long* memory, Hand finisher) : LookupFace
{
    private const long Result = 0x0123_4567_89AB_CDEF;
    private const long Poison = unchecked((long)0xDBDB_DBDB_DBDB_DBDB);

    // The finisher changes the word in its second step behind the writing: first it says that the memory is final.
    private const int StepOfChange = 2;
    private const int LongestLinger = 512;

    private int _writes;
    private int _found;
    private int _failed;
    private int _released;
    private int _acknowledged;
    private int _cancelled;
    private CollisionPlace _lingers;
    private bool _refuses;

    /// <summary>Prepares it for the next look-up.</summary>
    /// <param name="lingers">Where the finisher dawdles: before it hands over, or before it claims the next. Left alone it
    /// does both so soon that another thread hardly ever comes first.</param>
    /// <param name="refuses">Whether the first handing over is refused, as by a full queue.</param>
    internal void Reset(CollisionPlace lingers, bool refuses)
    {
        _writes = _found = _failed = _released = _acknowledged = _cancelled = 0;
        _lingers = lingers;
        _refuses = refuses;
        *memory = 0;
    }

    /// <summary>Whether it still has what it was left with: a look-up of before must not touch it either.</summary>
    internal bool IsUntouched => *memory == (_cancelled != 0 ? Poison : *memory);

    /// <summary>A cancel succeeded: the memory is the canceller's, who may use it for something else.</summary>
    internal void OnCancelSucceeded()
    {
        Interlocked.Increment(ref _cancelled);
        Volatile.Write(ref *memory, Poison);
    }

    internal override uint Write(in FaceWords words, in LookupResult<object> result)
    {
        Interlocked.Increment(ref _writes);
        Volatile.Write(ref *(long*)words.Memory, Result);
        if (_lingers == CollisionPlace.Post)
            finisher.Arm(StepOfChange, finisher.Below(LongestLinger));
        return result.TryGetEntry(out _) ? 1u : 0;
    }

    internal override bool TryPost(uint handle, in FaceWords words, uint reply, in LookupResult<object> result)
    {
        if (_refuses)
        {
            _refuses = false;
            return false;
        }
        Interlocked.Increment(ref reply != 0 ? ref _found : ref _failed);
        if (_lingers == CollisionPlace.Claim)
            finisher.Dawdle(finisher.Below(LongestLinger));
        return true;
    }

    internal override bool OnCancelled()
    {
        Interlocked.Increment(ref _released);
        return true;
    }

    internal override void Acknowledge() => Interlocked.Increment(ref _acknowledged);

    /// <summary>Counts how its look-up ended, when nothing goes on any more.</summary>
    /// <returns>What was wrong beside that; null for nothing.</returns>
    internal string? Check(ref EndCounts ends)
    {
        ends.Count(_found, _failed, _cancelled);
        if (_cancelled == 0)
        {
            bool isRight = _writes == 1 && _released + _acknowledged == 0 && *memory == Result;
            return isRight ? null : $"a completed look-up has {this}";
        }
        if (*memory != Poison)
            ends.WritesAfterCancel++;
        if (_found + _failed != 0)
            ends.MessagesAfterCancel++;
        return _writes <= 1 && _released == 1 && _acknowledged == 1
            ? null
            : $"a cancelled look-up has {this}";
    }

    public override string ToString() =>
        $"{_writes} writes, {_found + _failed} posts, {_released} releases, " +
        $"{_acknowledged} acknowledgements, {_cancelled} cancels";
}
