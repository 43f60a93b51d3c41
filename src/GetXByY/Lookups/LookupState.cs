namespace GetXByY;

// The life of a look-up. Each arrow is one compare-and-swap on its state word; who loses it does nothing more.
//
//   Queued   -> InFlight    the engine takes it up
//   InFlight -> Writing     a finisher claims it, to copy the result into the caller's memory
//   Writing  -> Unposted    the memory is final
//   Unposted -> Posting     the finisher hands the completion over
//   Posting  -> Completed   it is handed over
//   Posting  -> Unposted    it could not be handed over yet (the message queue was full), or not on the engine's thread
//   Queued | InFlight | Unposted -> Cancelled      a canceller won
//
// Writing and Posting are short and bounded: a cancel that meets them waits for the state that follows.

/// <summary>How far a look-up has come.</summary>
public enum LookupState
{
    /// <summary>No such look-up, or one that ended so long ago that it is forgotten.</summary>
    None,

    /// <summary>Accepted, not yet taken up by the engine.</summary>
    Queued,

    /// <summary>Taken up; its result is being sought.</summary>
    InFlight,

    /// <summary>Its result is being copied into the caller's memory.</summary>
    Writing,

    /// <summary>The caller's memory is final; the completion is not handed over yet.</summary>
    Unposted,

    /// <summary>The completion is being handed over.</summary>
    Posting,

    /// <summary>The completion was handed over.</summary>
    Completed,

    /// <summary>A cancel succeeded: there is no result and there never will be one.</summary>
    Cancelled,
}
