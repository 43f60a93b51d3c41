using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;
using GetXByY;
using GetXByY.Benchmarks;

if (args is not [var portText, var flooder, var folder, .. var rest] ||
    !int.TryParse(portText, CultureInfo.InvariantCulture, out int port))
{
    Console.Error.WriteLine("usage: GetXByY.Benchmarks PORT FLOODER OUTPUT-FOLDER [--quick]; see benchmarks/run");
    return 2;
}
bool quick = rest is ["--quick"];
await using var resolver = new NameResolver(new NameResolverOptions
{
    Servers = { new IPEndPoint(IPAddress.Loopback, port) },
});
Subject us = Subject.Ours(resolver);
// System.Net.Dns asks port 53 only; benchmarks/run has the responder there.
Subject[] all = port == 53 ? [us, Subject.SystemNetDns] : [us];
int rounds = quick ? 2 : 5;

List<Measurement> measurements = [];
async Task Add(string what, Task<IEnumerable<Measurement>> suite)
{
    Console.Error.WriteLine(what);
    measurements.AddRange(await suite);
}
await Add("throughput", ThroughputSuite.RunAsync(all, 1000, quick ? 20_000 : 200_000, rounds, flooder, port));
await Add("latency", ThroughputSuite.RunAsync(all, 1, quick ? 1000 : 10_000, rounds, flooder, port));
await Add("cancel", CancelSuite.RunAsync(resolver, 100_000, quick ? 3 : 20));
await Add("token", StallSuite.TokenAsync(all, quick ? 1 : 3));
await Add("hanging", StallSuite.HangingAsync(quick ? [us] : all, 200));

string conditions =
    $"{Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, " +
    "Release, the name server (benchmarks/peers/responder) on loopback of the same machine, all subjects in one process " +
    "and one run, interleaved. Names are about 20 characters long.";
File.WriteAllText(
    Path.Combine(folder, "measured.json"), JsonSerializer.Serialize(measurements, MeasurementJson.Default.ListMeasurement));
string table = Report.ToMarkdown(measurements, conditions);
File.WriteAllText(Path.Combine(folder, "measured.md"), table);
if (all.Length > 1 && !quick)
    File.WriteAllText(Path.Combine(folder, "figures.md"), Facts.ToMarkdown(measurements));
Console.WriteLine(table);
return 0;
