using System.Net;

namespace GetXByY.Simulation;

/// <summary>What happens in one connection race, but for cancels.</summary>
/// <param name="Addresses">The addresses, each with the milliseconds after the one before.</param>
/// <param name="EndDelay">How long after the last address the look-up ends.</param>
/// <param name="LookupFailure">What it ends with; null for its good end.</param>
/// <param name="Attempts">What becomes of the attempt to each of the addresses.</param>
internal sealed record RacePlan(
    IReadOnlyList<(IPAddress Address, int Delay)> Addresses, int EndDelay, LookupException? LookupFailure,
    IReadOnlyList<AttemptPlan> Attempts)
{
    private const int MostAddresses = 5;

    /// <summary>How long an attempt has before the next begins, in milliseconds.</summary>
    internal const int AttemptDelay = 250;

    /// <summary>Draws one.</summary>
    internal static RacePlan Draw(Choices choices)
    {
        int count = choices.Below(MostAddresses + 1);
        var addresses = new (IPAddress, int)[count];
        var attempts = new AttemptPlan[count];
        for (int i = 0; i < count; i++)
        {
            addresses[i] = (AddressOf(i, isIpv6: choices.OneIn(2)), DrawDelay(choices));
            attempts[i] = new AttemptPlan(
                choices.Below(3) switch { 0 => AttemptEnd.Connects, 1 => AttemptEnd.Fails, _ => AttemptEnd.IsSilent },
                DrawDelay(choices));
        }
        LookupException? failure = count == 0 || choices.OneIn(6)
            ? new LookupException(LookupError.TryAgain, "no answer")
            : null;
        return new RacePlan(addresses, DrawDelay(choices), failure, attempts);
    }

    internal static IPAddress AddressOf(int index, bool isIpv6) =>
        IPAddress.Parse(isIpv6 ? $"2001:db8::{index + 1}" : $"192.0.2.{index + 1}");

    internal AttemptPlan PlanOf(IPAddress address)
    {
        for (int i = 0; i < Addresses.Count; i++)
        {
            if (Addresses[i].Address.Equals(address))
                return Attempts[i];
        }
        throw new ArgumentException("It is no address of the plan.", nameof(address));
    }

    // Much happens at the same moment, or when the next attempt is due.
    private static int DrawDelay(Choices choices) =>
        choices.Below(5) switch { 0 or 1 => 0, 2 => AttemptDelay, 3 => choices.Between(1, 20), _ => choices.Between(1, 600) };
}
