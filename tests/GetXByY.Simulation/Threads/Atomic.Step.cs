using GetXByY.Simulation;

namespace GetXByY.Lookups;

// What the product's Atomic has no body for: a simulated thread may be overtaken here.
internal static partial class Atomic
{
    static partial void Step() => SimulatedThread.Current?.Scheduler.Step();
}
