namespace GetXByY.Stress;

/// <summary>How long a canceller lingers so that it wins as often as it loses. Each win makes it longer, each loss
/// shorter, so it follows whatever the machine does.</summary>
/// <remarks>
/// Left alone one side wins nearly always: between a canceller's reading of a word and its compare-and-swap are a few
/// nanoseconds, and that a finisher comes just then is rare. So in three of four cancels the canceller dawdles between
/// the two, as a thread does that lost its processor there: it has read, and whether the finisher comes before it goes on
/// is open. In the fourth it dawdles before it reads, and all is as narrow as in the product.
/// </remarks>
/// <param name="hand">The canceller's.</param>
/// <param name="win">What a cancel finds that came in time; another success came after the moment that was meant.</param>
internal sealed class Aim(Hand hand, CancelOutcome win = CancelOutcome.CancelledInFlight)
{
    private const int Longest = 100_000;

    // A cancel reads the word in its first step and changes it in its second.
    private const int StepOfChange = 2;

    private int _turns = 64;

    /// <summary>Cancels a look-up at a moment when the other side is about to move it.</summary>
    /// <returns>Whether it succeeded.</returns>
    internal bool Cancel(Func<uint, CancelOutcome> cancel, uint handle)
    {
        int turns = _turns / 2 + hand.Below(_turns + 1);
        hand.Aim(handle);
        if (hand.Below(4) == 0)
            hand.Dawdle(turns);
        else
            hand.Arm(StepOfChange, turns);
        CancelOutcome outcome = cancel(handle);
        hand.Arm(0, 0);
        if (hand.HasLost)
            _turns = Math.Max(_turns - Pace, 0);
        else if (outcome == win)
            _turns = Math.Min(_turns + Pace, Longest);
        return outcome <= CancelOutcome.CancelledInFlight;
    }

    // In proportion, so that it comes back soon from where a busy machine has led it.
    private int Pace => 1 + _turns / 64;
}
