using GetXByY.Configuration;
using GetXByY.Engine;

namespace GetXByY.Stress;

/// <summary>As many lanes as there are pairs of processors: both threads of a lane must run at the same time.</summary>
internal static class NarrowProgram
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    internal static void Run(double seconds, ulong seed, StressTally tally)
    {
        EngineTables tables = LoadTables();
        var clock = new StressClock(seconds);
        int lanes = Math.Max(1, Environment.ProcessorCount / 2);
        List<Thread> threads = [];
        for (int i = 0; i < lanes; i++)
            threads.AddRange(new NarrowLane(tables, tally, clock, i, seed + (ulong)i).Start());
        foreach (Thread thread in threads)
        {
            if (!thread.Join(TimeSpan.FromSeconds(seconds) + s_patience))
                tally.Violate($"the thread '{thread.Name}' does not end");
        }
    }

    // Nothing of this machine: built-in services.
    private static EngineTables LoadTables()
    {
        var options = new NameResolverOptions
        {
            ResolvConfPath = "",
            NsSwitchPath = "",
            HostsPath = "",
            ServicesPath = "",
            ProtocolsPath = "",
        };
        return EngineTables.Load(new ConfigurationChoices(options));
    }
}
