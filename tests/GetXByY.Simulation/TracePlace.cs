using System.Diagnostics;
using GetXByY.Lookups;

namespace GetXByY.Simulation;

/// <summary>Where in the product a step is.</summary>
internal static class TracePlace
{
    private const int Depth = 3;

    internal static string OfStep()
    {
        IEnumerable<StackFrame> frames = new StackTrace(fNeedFileInfo: true).GetFrames()
            .Where(f => f.GetMethod()?.DeclaringType is { } type && type != typeof(Atomic) && type != typeof(TracePlace)
                && type != typeof(Scheduler) && !(type.FullName ?? "").Contains("Schedule", StringComparison.Ordinal));
        return "  " + string.Join(" < ", frames.Take(Depth).Select(
            f => $"{f.GetMethod()!.DeclaringType!.Name}.{f.GetMethod()!.Name}:{f.GetFileLineNumber()}"));
    }
}
