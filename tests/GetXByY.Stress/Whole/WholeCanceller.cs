using System.Diagnostics;

namespace GetXByY.Stress;

/// <summary>One of the cancelling threads of the whole path: aims at each request in one of two ways.</summary>
/// <remarks>
/// What the engine finds by itself comes in the order of the starts, so when the request before is being finished the
/// next is near: such a one can be met as on the narrow path. When the answer of a server comes nobody can tell: the
/// canceller strikes so long after the start that it is as often too late as not, and now and then it meets.
/// </remarks>
internal sealed class WholeCanceller
{
    private const double Grows = 1.03;
    private const int LongestDawdle = 16_384;
    private const int StepOfChange = 2;
    private const int SpinsBeforeYield = 512;

    private static readonly double s_shortest = Stopwatch.Frequency / 1_000_000.0;
    private static readonly double s_longest = Stopwatch.Frequency / 500.0;

    private readonly Hand _hand;
    private readonly Aim _takeUp;
    private readonly Aim _claim;
    private readonly double[] _delays = [.. Enum.GetValues<QuestionKind>().Select(static _ => s_shortest * 10)];

    internal WholeCanceller(Hand hand)
    {
        _hand = hand;
        _takeUp = new Aim(hand, CancelOutcome.CancelledQueued);
        _claim = new Aim(hand);
    }

    /// <summary>Cancels a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="before">The one that was started before it on the same engine; null for none.</param>
    internal void Cancel(WholeRequest request, WholeRequest? before)
    {
        bool isFoundAtOnce = request.Kind is QuestionKind.Service or QuestionKind.Protocol;
        bool succeeded;
        if (before is null || _hand.Below(4) == 0)
            succeeded = CancelByTime(request);
        else if (isFoundAtOnce && _hand.Below(2) == 0)
            succeeded = CancelBehind(before, LookupState.InFlight, request, _claim);
        else
            succeeded = CancelBehind(before, LookupState.Queued, request, _takeUp);
        // As long as the other side has to come between, it has to come too late: then these two have met as well.
        if (succeeded)
            _hand.Dawdle(_hand.Below(LongestDawdle));
        _hand.Aim(0);
    }

    /// <summary>Lets somebody else have the processor now and then: there are more threads than processors.</summary>
    internal static void GiveWay(int spins)
    {
        if (spins % SpinsBeforeYield == 0)
            Thread.Yield();
    }

    private bool CancelBehind(WholeRequest before, LookupState upTo, WholeRequest request, Aim aim)
    {
        long moment = request.StartedAt + (long)s_longest;
        for (int spins = 1; before.State is > LookupState.None and var state && state <= upTo; spins++)
        {
            if (Stopwatch.GetTimestamp() >= moment)
                break;
            GiveWay(spins);
        }
        return aim.Cancel(request.CancelByHandle, request.Handle);
    }

    private bool CancelByTime(WholeRequest request)
    {
        ref double delay = ref _delays[(int)request.Kind];
        long moment = request.StartedAt + (long)(delay * (0.5 + _hand.Below(1_024) / 1_024.0));
        for (int spins = 1; Stopwatch.GetTimestamp() < moment; spins++)
            GiveWay(spins);
        _hand.Aim(request.Handle);
        _hand.Arm(StepOfChange, _hand.Below(LongestDawdle));
        bool succeeded = request.Cancel() <= CancelOutcome.CancelledInFlight;
        _hand.Arm(0, 0);
        if (succeeded)
            delay = Math.Min(delay * Grows, s_longest);
        else if (!request.IsCancelled)
            delay = Math.Max(delay / Grows, s_shortest);
        return succeeded;
    }
}
