namespace GetXByY.Ordering;

/// <summary>The order that was found for an entry.</summary>
/// <param name="Entry">The entry with its addresses in order.</param>
/// <param name="Policy">By which policy.</param>
/// <param name="FoundAt">When, in milliseconds.</param>
internal sealed record FoundOrder(HostEntry Entry, PolicyTable Policy, uint FoundAt);
