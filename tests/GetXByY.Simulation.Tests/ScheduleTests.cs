namespace GetXByY.Simulation.Tests;

/// <summary>The simulation itself. Many more schedules are run by eng/simulate.</summary>
[Collection(nameof(OneSchedule))]
public sealed class ScheduleTests
{
    [Fact]
    public void Run_ManySeeds_KeepsThePromise()
    {
        using var files = new ScheduleFiles();
        var tally = new Tally();
        for (ulong seed = 1; seed <= 500; seed++)
            Assert.Null(new Schedule(seed, files, tally).Run());
        Assert.Equal(500, tally.Schedules);
        Assert.True(tally.Lookups > 1000 && tally["cancels", "0"] > 100 && tally["cancels", "CancelledInFlight"] > 50);
    }

    [Fact]
    public void Run_SameSeed_DoesTheSame()
    {
        using var files = new ScheduleFiles();
        for (ulong seed = 1; seed <= 20; seed++)
            Assert.Equal(Trace(seed, files), Trace(seed, files));
    }

    [Fact]
    public void Run_OtherSeed_DoesSomethingElse()
    {
        using var files = new ScheduleFiles();
        Assert.NotEqual(Trace(1, files), Trace(2, files));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Run_ManySeeds_MeetsEveryFault(string fault)
    {
        using var files = new ScheduleFiles();
        var tally = new Tally();
        for (ulong seed = 1; tally["faults", fault] == 0; seed++)
        {
            Assert.True(seed < 500, $"no {fault}");
            Assert.Null(new Schedule(seed, files, tally).Run());
        }
    }

    public static TheoryData<string> Faults => [.. Enum.GetNames<Fault>()];

    [Theory]
    [InlineData("--bogus")]
    [InlineData("--schedules")]
    [InlineData("--schedules", "0")]
    [InlineData("--seed", "-1")]
    [InlineData("--processes", "many")]
    public void Options_Wrong_AreRefused(params string[] args) => Assert.Null(SimulationOptions.Read(args));

    [Fact]
    public void Options_Right_AreRead() => Assert.Equal(
        new SimulationOptions(7, 9, Trace: true, Processes: 3),
        SimulationOptions.Read(["--schedules", "7", "--trace", "--seed", "9", "--processes", "3"]));

    private static List<string> Trace(ulong seed, ScheduleFiles files)
    {
        var trace = new List<string>();
        Assert.Null(new Schedule(seed, files, new Tally(), trace.Add).Run());
        return trace;
    }
}
