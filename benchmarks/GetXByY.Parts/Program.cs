using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using GetXByY.Benchmarks;
using GetXByY.Parts;
using Perfolizer.Horology;

bool quick = args.Contains("--quick");
string? page = Behind("--write");
string? only = Behind("--only");
Type[] all = [typeof(Messages), typeof(Handles), typeof(Tables), typeof(Windows)];
Type[] chosen = [.. all.Where(part => only is null || part.Name.Equals(only, StringComparison.OrdinalIgnoreCase))];
if (chosen.Length == 0)
{
    Console.Error.WriteLine($"no parts are called '{only}'; there are {string.Join(", ", all.Select(part => part.Name.ToLowerInvariant()))}");
    return 2;
}

// In this process: another one would be built first, and parts need nothing of their own.
Job job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance);
job = quick
    ? job.WithWarmupCount(1).WithIterationCount(3).WithIterationTime(TimeInterval.FromMilliseconds(50))
    : job.WithWarmupCount(5).WithIterationCount(15).WithIterationTime(TimeInterval.FromMilliseconds(200));
string files = Directory.CreateTempSubdirectory("parts").FullName;
var log = new AccumulationLogger();
IConfig config = ManualConfig.CreateEmpty().AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).AddLogger(log)
    .AddColumnProvider(DefaultColumnProviders.Instance).WithOrderer(new DefaultOrderer(SummaryOrderPolicy.Declared))
    .WithArtifactsPath(files);
Summary[] summaries = [.. chosen.Select(part => BenchmarkRunner.Run(part, config))];
Directory.Delete(files, recursive: true);
bool succeeded = summaries.All(s => !s.HasCriticalValidationErrors && s.Reports.Length > 0 && s.Reports.All(r => r.Success));
if (!succeeded)
    Console.Error.WriteLine(log.GetLog());
string table = PartsTable.ToMarkdown(summaries);
Console.WriteLine(table);
if (page is not null && succeeded)
    MarkedRegion.Write(page, "parts", table);
return succeeded ? 0 : 1;

string? Behind(string word) => Array.IndexOf(args, word) is >= 0 and int at && at + 1 < args.Length ? args[at + 1] : null;
