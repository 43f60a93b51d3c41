using System.Diagnostics;
using System.Globalization;

namespace GetXByY.Benchmarks;

/// <summary>From the start of a process to the first answer it has, for programs that do nothing else.</summary>
/// <param name="program">The one of benchmarks/GetXByY.FirstAnswer.</param>
/// <param name="port">The responder's.</param>
internal sealed class FirstAnswer(string program, int port)
{
    private const int DnsPort = 53;

    private static readonly (string Word, string Subject, string Conditions)[] s_programs =
    [
        ("resolver", "getxbyy-await", "NameResolver.GetHostAddressesAsync"),
        ("system", Subject.SystemNetDns, "Dns.GetHostAddressesAsync"),
        ("socket", "dotnet-socket", "Socket.SendTo and Receive of a query that is there already: no resolver"),
        ("nothing", "dotnet", "asks nothing: what the runtime takes to begin"),
    ];

    internal IEnumerable<Measurement> Run(bool quick)
    {
        int warm = quick ? 0 : 1, rounds = quick ? 1 : 40;
        var programs = s_programs.Where(p => p.Subject != Subject.SystemNetDns || port == DnsPort).ToArray();
        Samples[] taken = [.. programs.Select(p => new Samples("latency", p.Subject, "first_answer_of_a_process", 1, "ms"))];
        for (int round = 0; round < warm + rounds; round++)
        {
            for (int i = 0; i < programs.Length; i++)
            {
                double milliseconds = Start(programs[i].Word);
                // The first finds its files not yet in memory.
                if (round >= warm)
                    taken[i].Add(milliseconds);
            }
        }
        for (int i = 0; i < programs.Length; i++)
            taken[i].Conditions = $"depends on the framework, not compiled ahead; interleaved; {programs[i].Conditions}";
        return taken.Select(s => s.ToMeasurement());
    }

    private double Start(string word)
    {
        long begin = Stopwatch.GetTimestamp();
        using var process = Process.Start(
            new ProcessStartInfo(program, [word, port.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true })!;
        int said = process.StandardOutput.BaseStream.ReadByte();
        double taken = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        process.WaitForExit();
        return said == '!' && process.ExitCode == 0
            ? taken
            : throw new InvalidOperationException($"{program} {word} had no answer; status {process.ExitCode}");
    }
}
