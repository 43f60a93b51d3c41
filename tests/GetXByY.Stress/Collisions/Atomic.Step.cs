using GetXByY.Stress;

namespace GetXByY.Lookups;

// What the product's Atomic has no body for: a thread may dawdle here, so that another goes first.
internal static partial class Atomic
{
    static partial void Step() => Hand.OfThread?.Step();
}
