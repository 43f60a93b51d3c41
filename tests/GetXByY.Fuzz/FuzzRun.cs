using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using GetXByY.Fuzz.Files;
using GetXByY.Fuzz.Messages;

namespace GetXByY.Fuzz;

/// <summary>Tries cases until enough were tried: each ends soon, costs little memory, throws nothing and keeps what its
/// target promises.</summary>
internal sealed class FuzzRun(FuzzOptions options)
{
    // A case takes microseconds. One that seems to take longer than this is tried again, now by the time of the processor:
    // it may have been others on this machine.
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(20);
    private const int MoreTries = 10;

    private const int MaxDescription = 2000;

    private const int Thousand = 1000;
    private const int MaxFindings = 20;

    private readonly IFuzzTarget[] _targets =
        [.. All().Where(target => options.Only.Length == 0 || target.Name == options.Only)];

    private int _findings;
    private volatile bool _isStopped;
    private TimeSpan _slowest;

    /// <returns>0 when nothing was found.</returns>
    internal int Run()
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        long began = Stopwatch.GetTimestamp();
        long cases = 0;
        var tried = new long[_targets.Length];
        for (; cases < options.Cases && _findings < MaxFindings && !_isStopped; cases++)
        {
            if (cases % 256 == 0 && Stopwatch.GetElapsedTime(began).TotalSeconds >= options.Seconds)
                break;
            ulong seed = options.Seed + (ulong)cases;
            var chance = new Chance(seed);
            int index = Choose(ref chance);
            tried[index]++;
            TryOne(_targets[index], chance, seed);
        }
        Report(cases, tried, Stopwatch.GetElapsedTime(began));
        foreach (IFuzzTarget target in _targets)
            (target as IDisposable)?.Dispose();
        return _findings == 0 ? 0 : 1;
    }

    // What was tried until then is reported.
    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _isStopped = true;
    }

    private static IEnumerable<IFuzzTarget> All() => [new MessageTarget(), new QueryTarget(), new FileTarget()];

    private int Choose(ref Chance chance)
    {
        int number = chance.Below(Thousand);
        int index = 0;
        while (index < _targets.Length - 1 && (number -= _targets[index].Share) >= 0)
            index++;
        return index;
    }

    private void TryOne(IFuzzTarget target, Chance chance, ulong seed)
    {
        try
        {
            target.Make(chance);
            long memory = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan time = Time(target);
            memory = GC.GetAllocatedBytesForCurrentThread() - memory;
            if (memory > target.MostMemory)
                throw new FindingException($"it took {memory} octets of memory; {target.MostMemory} may be");
            for (int i = 0; i < MoreTries && time > s_longest; i++)
                time = Min(time, ProcessorTime(target));
            if (time > s_longest)
                throw new FindingException($"it took {time.TotalMilliseconds} ms");
            _slowest = time > _slowest ? time : _slowest;
        }
        catch (Exception e)
        {
            _findings++;
            Console.WriteLine($"FINDING with --seed {seed} --cases 1{(options.Only.Length > 0 ? " --only " + options.Only : "")}");
            Console.WriteLine($"  {target.Name}: {(e is FindingException ? e.Message : e.ToString())}");
            string description = target.Describe();
            Console.WriteLine($"  {description[..Math.Min(description.Length, MaxDescription)]}");
        }
    }

    private static TimeSpan Time(IFuzzTarget target)
    {
        long began = Stopwatch.GetTimestamp();
        target.Try();
        return Stopwatch.GetElapsedTime(began);
    }

    private static TimeSpan ProcessorTime(IFuzzTarget target)
    {
        TimeSpan began = Environment.CpuUsage.TotalTime;
        target.Try();
        return Environment.CpuUsage.TotalTime - began;
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private void Report(long cases, long[] tried, TimeSpan time)
    {
        var report = new Dictionary<string, object>
        {
            ["cases"] = cases,
            ["seed"] = options.Seed,
            ["seconds"] = Math.Round(time.TotalSeconds, 1),
            ["slowestMilliseconds"] = Math.Round(_slowest.TotalMilliseconds, 2),
        };
        for (int i = 0; i < _targets.Length; i++)
        {
            var counts = new Dictionary<string, long> { ["tried"] = tried[i] };
            foreach ((string name, long count) in _targets[i].Counts)
                counts[name] = count;
            report[_targets[i].Name] = counts;
        }
        report["findings"] = _findings;
        Console.WriteLine(JsonSerializer.Serialize(report));
    }
}
