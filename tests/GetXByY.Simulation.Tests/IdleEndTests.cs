namespace GetXByY.Simulation.Tests;

/// <summary>The pump's thread ends after ten idle seconds; whoever comes just then must not find nobody.</summary>
[Collection(nameof(OneSchedule))]
public sealed class IdleEndTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Dispose_OrStart_AsThePumpLeaves_IsDone(bool disposes)
    {
        using var files = new ScheduleFiles();
        for (ulong seed = 1; seed <= 2000; seed++)
        {
            var schedule = new Schedule(seed, files, new Tally(), switchOneIn: 2) { Capacity = 1 };
            schedule.AddPrograms = () => schedule.AddProgram(
                "visitor", new VisitorProgram(schedule, new Choices(seed), 1, disposes).Run);
            Assert.Null(schedule.Run());
        }
    }
}
