using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;

namespace GetXByY.Simulation;

/// <summary>Many schedules, spread over processes: handles are counted by process, so one process runs one schedule at a
/// time.</summary>
internal static class SimulationRun
{
    // To so many schedules there is one of connection races.
    private const ulong ConnectionsOneIn = 16;

    internal static int Run(string[] args)
    {
        if (SimulationOptions.Read(args) is not SimulationOptions options)
            return 2;
        (JsonObject report, int exit) = options.Processes == 1 || options.Schedules == 1
            ? RunHere(options)
            : RunInProcesses(options);
        Console.WriteLine(report.ToJsonString());
        return exit;
    }

    private static (JsonObject, int) RunHere(SimulationOptions options)
    {
        if (options.Processor is int processor && (OperatingSystem.IsLinux() || OperatingSystem.IsWindows()))
            KeepTo(processor);
        var tally = new Tally();
        using var files = new ScheduleFiles();
        for (int i = 0; i < options.Schedules; i++)
        {
            ulong seed = options.Seed + (ulong)i;
            Action<string>? trace = options.Trace ? Console.WriteLine : null;
            string? violation = new Schedule(seed, files, tally, trace).Run();
            if (violation is null && seed % ConnectionsOneIn == 0)
                violation = Schedule.OfConnections(seed, files, tally, trace).Run();
            if (violation is null)
                continue;
            Console.WriteLine($"violation in the schedule of seed {seed}: {violation}");
            Console.WriteLine($"replay: eng/simulate --schedules 1 --seed {seed} --trace");
            return (tally.ToJson(options.Seed, violations: 1), 1);
        }
        return (tally.ToJson(options.Seed, violations: 0), 0);
    }

    // Of the threads of a schedule one goes on at a time: to wake one on another processor takes longer than what it does.
    [SupportedOSPlatform("linux")]
    [SupportedOSPlatform("windows")]
    private static void KeepTo(int processor)
    {
        try
        {
            using var self = Process.GetCurrentProcess();
            self.ProcessorAffinity = (nint)(1L << processor);
        }
        catch (Win32Exception)
        {
            // It is none of those that this process may have.
        }
    }

    private static (JsonObject, int) RunInProcesses(SimulationOptions options)
    {
        int each = (options.Schedules + options.Processes - 1) / options.Processes;
        List<Process> processes = [];
        for (int first = 0; first < options.Schedules; first += each)
        {
            int count = Math.Min(each, options.Schedules - first);
            processes.Add(Start(options with
            {
                Schedules = count,
                Seed = options.Seed + (ulong)first,
                Processor = processes.Count % Math.Min(Environment.ProcessorCount, 64),
            }));
        }
        var tally = new Tally();
        int violations = 0, exit = 0;
        foreach (Process process in processes)
        {
            string[] lines = process.StandardOutput.ReadToEnd().TrimEnd().Split('\n');
            process.WaitForExit();
            if (!lines[^1].StartsWith('{'))
                throw new InvalidOperationException($"A process of the simulation ended with {process.ExitCode} and no report.");
            if (process.ExitCode != 0)
                exit = 1;
            Array.ForEach(lines[..^1], Console.WriteLine);
            JsonObject report = JsonNode.Parse(lines[^1])!.AsObject();
            violations += report["violations"]!.GetValue<int>();
            tally.Add(report);
        }
        return (tally.ToJson(options.Seed, violations), exit);
    }

    private static Process Start(SimulationOptions options)
    {
        // Where the runtime is the program, it wants to know of what.
        string program = Environment.ProcessPath!;
        string[] first = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        string[] args =
            [.. first, "--schedules", $"{options.Schedules}", "--seed", $"{options.Seed}", "--processor", $"{options.Processor}",
                .. options.Trace ? ["--trace"] : Array.Empty<string>()];
        return Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true })!;
    }
}
