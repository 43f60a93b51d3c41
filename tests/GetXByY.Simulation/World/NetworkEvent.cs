using GetXByY.Dns.Resolution;

namespace GetXByY.Simulation;

/// <summary>Something that comes to a channel at a time.</summary>
/// <param name="At">The virtual time in milliseconds.</param>
/// <param name="Channel">Where it comes to.</param>
/// <param name="Action">What it is.</param>
internal sealed record NetworkEvent(long At, SimulatedChannel Channel, Action<StubResolvers, int, uint> Action)
{
    internal void Happen(StubResolvers resolvers, uint now)
    {
        if (Channel.IsOpen)
            Action(resolvers, Channel.Number, now);
    }
}
