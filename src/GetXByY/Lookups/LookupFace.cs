namespace GetXByY.Lookups;

/// <summary>What one face does at the ends of a look-up: the Task face completes a task, the Winsock face writes a
/// buffer and posts a message. One object may serve many look-ups at a time; what is particular to one is in its
/// <see cref="FaceWords"/>.</summary>
/// <remarks>None of these runs under a lock, and but for those of faces that end at once or in place, and for
/// <see cref="OnPart"/>, none runs on the engine's thread.</remarks>
internal abstract class LookupFace
{
    /// <summary>Whether its ends run no code of the user's, or say so when they would, and are over at once: then the engine's own
    /// thread finishes its look-ups. For a thread that waits, which may be one of the pool that keeps others waiting, for a queue,
    /// and for a window of ours.</summary>
    internal virtual bool EndsAtOnce => false;

    /// <summary>Whether its user wants <see cref="RunContinuations"/> on the engine's own thread, which then finishes its look-ups
    /// between two turns.</summary>
    internal virtual bool EndsInPlace => false;

    /// <summary>Whether its <see cref="Write"/> writes what a name server answered of a host as well as an entry, so that no entry
    /// need be made. Only for one that ends at once and wants no order: what is in the answer is gone when Write returns.</summary>
    internal virtual bool TakesAnswers => false;

    /// <summary>Whether it wants the addresses of a host in the order in which they should be tried, and not in that of the
    /// answer. Then a face that ends at once waits for a worker all the same, because the system is asked.</summary>
    internal virtual bool WantsOrder => false;

    /// <summary>Whether nothing of a host is wanted but its addresses: then its result may be an array of them, which is made for
    /// this look-up alone, instead of an entry.</summary>
    internal virtual bool WantsAddresses => false;

    /// <summary>Whether <see cref="RunContinuations"/> is to be called.</summary>
    internal virtual bool HasContinuations => false;

    /// <summary>Whether it wants a part of the result as soon as there is one.</summary>
    internal virtual bool WantsPart => false;

    /// <summary>A host's addresses of the family that was answered first, in the order of the answer, while those of the other
    /// are still sought; comes at most once, on the engine's thread, and must be over at once. It may come behind a cancel
    /// that the engine has not seen yet, and is to be dropped then.</summary>
    internal virtual void OnPart(HostEntry part)
    {
    }

    /// <summary>State Writing: copies the result into the caller's memory. Must be short and must not run code of
    /// the user's.</summary>
    /// <returns>What <see cref="TryPost"/> is to hand over (in Winsock the message's lParam).</returns>
    internal abstract uint Write(in FaceWords words, in LookupResult<object> result);

    /// <summary>State Posting: lets go of what was held for the caller and hands the completion over.</summary>
    /// <param name="handle">The look-up.</param>
    /// <param name="words">The face's own.</param>
    /// <param name="reply">What <see cref="Write"/> has returned.</param>
    /// <param name="result">What it was given, for a face that has no memory of the caller's to write to.</param>
    /// <returns>False when that must be tried again later; true when it is done or has become pointless.</returns>
    internal abstract bool TryPost(uint handle, in FaceWords words, uint reply, in LookupResult<object> result);

    /// <summary>The same for a face that ends at once, on the engine's own thread. When it is not done here,
    /// <see cref="TryPost"/> follows, unless a cancel wins.</summary>
    /// <param name="handle">The look-up.</param>
    /// <param name="words">The face's own.</param>
    /// <param name="reply">What <see cref="Write"/> has returned.</param>
    /// <param name="result">What it was given.</param>
    internal virtual Handover PostAtOnce(
        uint handle, in FaceWords words, uint reply, in LookupResult<object> result) =>
        TryPost(handle, words, reply, result) ? Handover.Done : Handover.Refused;

    /// <summary>After the completion was handed over and all is over with the look-up. May be the engine's thread, so it must
    /// run no code of the user's.</summary>
    /// <returns>Whether <see cref="Acknowledge"/> is to be called.</returns>
    internal virtual bool OnCompleted() => false;

    /// <summary>When all else is over with the look-up, and its cell may be another's. Runs code of the user's, which may take for
    /// ever: on a worker, or, of a face that ends in place, on the engine's own thread, which another one replaces then. Nothing
    /// of the face is called after it.</summary>
    internal virtual void RunContinuations(in LookupResult<object> result)
    {
    }

    /// <summary>When the look-up could not be begun, on the stack of whoever wanted to start it: nothing else of the face was
    /// or will be called.</summary>
    /// <returns>Whether <see cref="Acknowledge"/> is to be called.</returns>
    internal virtual bool OnRefused(LookupError error) => false;

    /// <summary>After a cancel won, on the canceller's stack before the cancel returns: lets go of what was held for
    /// the caller. Must not run code of the user's, but for the unpinning of memory that a manager of the user's owns: the
    /// promise wants that done when the cancel returns.</summary>
    /// <returns>Whether <see cref="Acknowledge"/> is to be called.</returns>
    internal abstract bool OnCancelled();

    /// <summary>Acknowledges a cancel, or what else ended the look-up, soon after it and on the thread pool.</summary>
    internal virtual void Acknowledge()
    {
    }
}
