namespace GetXByY.Simulation.Tests;

/// <summary>The pump's thread ends after ten idle seconds; whoever comes just then must not find nobody.</summary>
[Collection(nameof(OneSchedule))]
public sealed class IdleEndTests
{
    private const int Idle = 10_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Dispose_OrStart_AsThePumpLeaves_IsDone(bool disposes)
    {
        using var files = new ScheduleFiles();
        for (ulong seed = 1; seed <= 2000; seed++)
        {
            var schedule = new Schedule(seed, files, new Tally(), switchOneIn: 2) { Capacity = 1 };
            var service = new Question(QuestionKind.ServiceByName, "http");
            schedule.AddPrograms = () =>
            {
                NameResolver resolver = schedule.OpenResolver();
                schedule.AddProgram("visitor", () =>
                {
                    TaskRequest first = TaskRequest.Start(schedule, resolver, service, new());
                    schedule.Scheduler.Wait(() => first.HasEnded);
                    // Time stands still while anybody can go on: it and the pump awake together. When it ends, the
                    // resolver is disposed of.
                    schedule.Scheduler.Wait(static () => false, Idle);
                    TaskRequest? second = disposes ? null : TaskRequest.Start(schedule, resolver, service, new());
                    schedule.Scheduler.Wait(() => second?.HasEnded ?? true);
                });
            };
            Assert.Null(schedule.Run());
        }
    }
}
