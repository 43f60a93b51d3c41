namespace GetXByY.Simulation.Tests;

/// <summary>Every path through the engine, cancelled before and after each of its steps, in every way.</summary>
[Collection(nameof(OneSchedule))]
public sealed class EveryStepTests
{
    // Nobody is overtaken but where the cancel comes; or everybody at any time.
    private const int Seldom = 1000;
    private const int Often = 2;

    public static TheoryData<string, CancelWay> Cases
    {
        get
        {
            var cases = new TheoryData<string, CancelWay>();
            foreach (LookupPath path in LookupPath.All)
            {
                foreach (CancelWay way in Enum.GetValues<CancelWay>())
                {
                    if (way != CancelWay.Overlapped || path.Question.Kind == QuestionKind.HostByName)
                        cases.Add(path.Name, way);
                }
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Cancel_BeforeEachStep_KeepsThePromise(string pathName, CancelWay way)
    {
        using var files = new ScheduleFiles();
        LookupPath path = LookupPath.All.Single(p => p.Name == pathName);
        List<CancelStage> stages = [.. StagesOf(files, path, way, Seldom)];
        // The stages follow each other, and none is left out. A cancel that comes while the memory is written waits, and
        // may find after that that the message is gone; one step later it would have won.
        Assert.Equal(StagesThatCanBeTold(path, way), stages.Distinct());
        Assert.DoesNotContain(CancelStage.Queued, stages.SkipWhile(s => s == CancelStage.Queued).Where(_ => !IsWindow(way)));
        if (stages.Count > 0)
            Assert.Equal(CancelStage.Already, stages[^1]);
        Assert.NotNull(StagesOf(files, path, way, Often).ToList());
    }

    private static IEnumerable<CancelStage> StagesOf(ScheduleFiles files, LookupPath path, CancelWay way, int switchOneIn)
    {
        var undisturbed = new CancelRun(files, path, way, step: null, switchOneIn);
        undisturbed.Run();
        Assert.InRange(undisturbed.Steps, EndsAtItsStart(path, way) ? 10 : 20, 2000);
        for (long step = 0; step <= undisturbed.Steps; step++)
        {
            var run = new CancelRun(files, path, way, step, switchOneIn);
            run.Run();
            if (run.Stage is CancelStage stage)
                yield return stage;
        }
    }

    // Winsock tells a queued request and one in flight by the same 0.
    private static bool IsWindow(CancelWay way) =>
        way is CancelWay.Window or CancelWay.PinnedWindow or CancelWay.Hook or CancelWay.Overlapped;

    // Whoever starts it finds the host without the engine, and nobody has its handle before it has ended.
    private static bool EndsAtItsStart(LookupPath path, CancelWay way) => path.Name == "kept answer" && way == CancelWay.Queue;

    private static CancelStage[] StagesThatCanBeTold(LookupPath path, CancelWay way) => way switch
    {
        _ when EndsAtItsStart(path, way) => [CancelStage.Already],
        CancelWay.Lookup or CancelWay.Handle or CancelWay.Queue => [CancelStage.Queued, CancelStage.InFlight, CancelStage.Already],
        _ when IsWindow(way) => [CancelStage.Queued, CancelStage.Already],
        _ => [],
    };
}
