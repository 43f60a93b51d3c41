using GetXByY.Engine;

namespace GetXByY.Stress;

/// <summary>Cancels one look-up in a few, each when the engine or the finisher is about to move it.</summary>
internal sealed class NarrowCanceller(LookupEngine engine, Hand hand)
{
    // How many look-ups are left alone before one is cancelled, by place: taking up is faster than finishing.
    private static readonly int[] s_distance = [4, 2, 2];

    private const int SpinsBeforeYield = 100_000;

    private readonly Aim[] _aims = [new(hand, CancelOutcome.CancelledQueued), new(hand), new(hand)];
    private readonly Func<uint, CancelOutcome> _cancel = engine.Cancel;

    /// <summary>Cancels of a batch.</summary>
    internal void Cancel(CollisionPlace place, uint[] handles, NarrowFace[] faces)
    {
        int distance = s_distance[(int)place];
        for (int i = distance - 1; i < handles.Length; i += distance)
        {
            if (!Meets(place, handles[i - 1], handles[i]))
                continue;
            if (_aims[(int)place].Cancel(_cancel, handles[i]))
                faces[i].OnCancelSucceeded();
        }
        hand.Aim(0);
    }

    /// <summary>Lets somebody else have the processor now and then: the thread that is waited for may have none.</summary>
    internal static void GiveWay(int spins)
    {
        if (spins % SpinsBeforeYield == 0)
            Thread.Yield();
    }

    /// <summary>Waits until the other side is done with the one before.</summary>
    /// <returns>False when it has already passed this one too.</returns>
    private bool Meets(CollisionPlace place, uint before, uint handle)
    {
        switch (place)
        {
            case CollisionPlace.TakeUp:
                WaitWhile(before, LookupState.Queued);
                return engine.StateOf(handle) == LookupState.Queued;
            case CollisionPlace.Claim:
                WaitWhile(before, LookupState.Posting);
                return engine.StateOf(handle) == LookupState.InFlight;
            default:
                WaitWhile(handle, LookupState.Writing);
                return engine.StateOf(handle) == LookupState.Unposted;
        }
    }

    private void WaitWhile(uint handle, LookupState upTo)
    {
        for (int i = 1; engine.StateOf(handle) <= upTo; i++)
            GiveWay(i);
    }
}
