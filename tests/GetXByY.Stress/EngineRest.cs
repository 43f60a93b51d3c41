using GetXByY.Engine;

namespace GetXByY.Stress;

/// <summary>What is left of engines when they have ended: nothing.</summary>
internal static class EngineRest
{
    // The system cuts the names of threads at 15 characters.
    private const string PumpName = "GetXByY engine";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    internal static void Check(LookupEngine engine, StressTally tally)
    {
        EngineCounts counts = engine.Counts;
        if (counts.Rented != 0)
            tally.Violate($"{counts.Rented} cells were not given back");
        if (counts.Started != counts.Completed + counts.Cancelled)
            tally.Violate($"an engine has counted {counts}");
        if (engine.Resolver.Outstanding != 0)
            tally.Violate($"{engine.Resolver.Outstanding} queries are left");
    }

    /// <summary>No pump may be left. Told by the system where it shows the threads' names as files.</summary>
    internal static void CheckThreads(StressTally tally)
    {
        // A pump that has said that it ends may take a moment to be gone.
        if (OperatingSystem.IsLinux() && !SpinWait.SpinUntil(static () => !Names().Contains(PumpName), s_patience))
            tally.Violate("a pump is still there");
    }

    private static List<string> Names()
    {
        List<string> names = [];
        foreach (string thread in Directory.GetDirectories("/proc/self/task"))
        {
            try
            {
                names.Add(File.ReadAllText(Path.Combine(thread, "comm")).TrimEnd());
            }
            catch (IOException)
            {
                // It has just ended.
            }
        }
        return names;
    }
}
