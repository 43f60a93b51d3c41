namespace GetXByY.Simulation.Tests;

/// <summary>Connection races in virtual time. Many more are run by eng/simulate.</summary>
[Collection(nameof(OneSchedule))]
public sealed class ConnectionScheduleTests
{
    [Fact]
    public void Run_ManySeeds_DecidesEveryRace()
    {
        using var files = new ScheduleFiles();
        var tally = new Tally();
        for (ulong seed = 1; seed <= 300; seed++)
        {
            string? violation = Schedule.OfConnections(seed, files, tally).Run();
            Assert.True(violation is null, $"seed {seed}: {violation}");
        }
        foreach (string end in new[] { "connected", "failed", "cancelled", "no address" })
            Assert.True(tally["ends", $"race {end}"] > 50, $"{end}: {tally["ends", $"race {end}"]}");
    }

    [Fact]
    public void Run_SameSeed_DoesTheSame()
    {
        using var files = new ScheduleFiles();
        for (ulong seed = 1; seed <= 20; seed++)
            Assert.Equal(Trace(seed, files), Trace(seed, files));
    }

    private static List<string> Trace(ulong seed, ScheduleFiles files)
    {
        var trace = new List<string>();
        // Without the methods: which of those that await are seen is the compiler's choice.
        void Add(string line) => trace.Add(line[..Math.Min(line.Length, 38)]);
        Assert.Null(Schedule.OfConnections(seed, files, new Tally(), Add).Run());
        return trace;
    }
}
