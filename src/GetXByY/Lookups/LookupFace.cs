namespace GetXByY.Lookups;

/// <summary>What one face does at the ends of a look-up: the Task face completes a task, the Winsock face writes a
/// buffer and posts a message. One object may serve many look-ups at a time; what is particular to one is in its
/// <see cref="FaceWords"/>.</summary>
/// <remarks>None of these runs on the engine's thread or under a lock.</remarks>
internal abstract class LookupFace
{
    /// <summary>State Writing: copies the result into the caller's memory. Must be short and must not run code of
    /// the user's.</summary>
    /// <returns>What <see cref="TryPost"/> is to hand over (in Winsock the message's lParam).</returns>
    internal abstract uint Write(in FaceWords words, in LookupResult<object> result);

    /// <summary>State Posting: hands the completion over.</summary>
    /// <returns>False when that must be tried again later; true when it is done or has become pointless.</returns>
    internal abstract bool TryPost(uint handle, in FaceWords words, uint reply);

    /// <summary>After the state became Completed, on the finisher: lets go of what was held for the caller.</summary>
    internal virtual void OnCompleted()
    {
    }

    /// <summary>After a cancel won, on the canceller's stack before the cancel returns: lets go of what was held for
    /// the caller. Must not run code of the user's, but for the unpinning of memory that a manager of the user's owns: the
    /// promise wants that done when the cancel returns.</summary>
    /// <returns>Whether <see cref="Acknowledge"/> is to be called.</returns>
    internal abstract bool OnCancelled();

    /// <summary>Acknowledges a cancel, soon after it and on the thread pool.</summary>
    internal virtual void Acknowledge()
    {
    }
}
