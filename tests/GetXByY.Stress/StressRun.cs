using System.Diagnostics;

namespace GetXByY.Stress;

/// <summary>Both programs, one after the other, and what they have counted.</summary>
internal static class StressRun
{
    // The narrow path meets far more often.
    private const double WholeShare = 1.0 / 3;

    internal static int Run(string[] args)
    {
        if (StressOptions.Read(args) is not StressOptions options)
            return 2;
        long start = Stopwatch.GetTimestamp();
        var tally = new StressTally();
        // Where a look-up has two ends, one of them may throw on a thread of the product: that is reported as well.
        AppDomain.CurrentDomain.UnhandledException += (_, thrown) =>
        {
            tally.Violate($"{thrown.ExceptionObject}");
            Environment.Exit(End(tally, start));
        };
        double whole = options.Seconds * WholeShare;
        WholeProgram.Run(whole, options.Seed, tally);
        Report("whole path", tally);
        NarrowProgram.Run(options.Seconds - whole, options.Seed, tally);
        Report("both paths", tally);
        EngineRest.CheckThreads(tally);
        return End(tally, start);
    }

    // The last line and the exit code.
    private static int End(StressTally tally, long start)
    {
        (long wonByCancel, long wonByFinish) = CollisionCount.Won();
        Console.WriteLine(
            tally.ToJson(Stopwatch.GetElapsedTime(start).TotalSeconds, wonByCancel, wonByFinish).ToJsonString());
        long all = wonByCancel + wonByFinish;
        return !tally.IsBroken && all > 0 && 3 * Math.Min(wonByCancel, wonByFinish) >= all ? 0 : 1;
    }

    private static void Report(string path, StressTally tally)
    {
        Console.WriteLine($"{path}: {tally.Ends.Starts} look-ups");
        foreach (CollisionPlace place in Enum.GetValues<CollisionPlace>())
        {
            Console.WriteLine(
                $"  {place}: {CollisionCount.WonByCancel(place)} collisions won by the cancel, " +
                $"{CollisionCount.WonByFinish(place)} by the other side");
        }
        Console.WriteLine($"  not counted, because the canceller had gone on: {CollisionCount.Late()}");
    }
}
