using System.Diagnostics;
using System.Globalization;

namespace GetXByY.Benchmarks;

/// <summary>From the start of a process to the first answer it has, for programs that do nothing else.</summary>
/// <param name="folder">Where the program of benchmarks/GetXByY.FirstAnswer is, in a folder for each form; a form that is not there is
/// left out.</param>
/// <param name="port">The responder's.</param>
internal sealed class FirstAnswer(string folder, int port)
{
    private const int DnsPort = 53;

    /// <summary>Each form of the program: its folder and measure, and what a table calls it.</summary>
    internal static readonly (string Measure, string Head, string Conditions)[] Forms =
    [
        ("first_answer_of_a_process", "built", "depends on the framework, not compiled ahead"),
        ("first_answer_with_the_package", "built with the package", "depends on the framework, only the library is compiled ahead"),
        ("first_answer_ready_to_run", "published ready to run", "depends on the framework, compiled ahead"),
        ("first_answer_native", "native code", "native code"),
    ];

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
        var programs = (
            from form in Forms
            let path = Path.Combine(folder, form.Measure, "GetXByY.FirstAnswer")
            where File.Exists(path)
            from program in s_programs
            where program.Subject != Subject.SystemNetDns || port == DnsPort
            let samples = new Samples("latency", program.Subject, form.Measure, 1, "ms")
            {
                Conditions = $"{form.Conditions}; interleaved; {program.Conditions}",
            }
            select (path, program.Word, samples)).ToArray();
        for (int round = 0; round < warm + rounds; round++)
        {
            foreach ((string path, string word, Samples samples) in programs)
            {
                double milliseconds = Start(path, word);
                // The first finds its files not yet in memory.
                if (round >= warm)
                    samples.Add(milliseconds);
            }
        }
        return programs.Select(p => p.samples.ToMeasurement());
    }

    private double Start(string program, string word)
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
