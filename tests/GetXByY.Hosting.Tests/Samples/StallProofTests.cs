using System.Globalization;

namespace GetXByY.Hosting.Tests.Samples;

/// <summary>The parts of samples/stall-proof/run, GetXByY's load alone: System.Net.Dns wants namespaces.</summary>
public sealed class StallProofTests
{
    // No more than that its tokens were obeyed is asked: a test machine may be slow.
    private const double MostPatience = 1_500;

    [Fact(Timeout = 60_000)]
    public async Task Load_NamesSilent_EndsEveryRequest()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("getxbyy");
        using var surroundings = new SampleProcess("StallProof", "serve");
        string[] places = (await surroundings.WaitForAsync("127.0.0.1:")).Split(' ');
        using (var load = new SampleProcess("StallProof", "load", "getxbyy", places[0], places[1], folder.FullName, "--quick"))
            Assert.Equal(0, await load.EndAsync());
        double[] silent = Took(folder, "silent");
        Assert.Equal((30, 15, 7), (Took(folder, "answered").Length, Took(folder, "kept").Length, silent.Length));
        Assert.All(silent, took => Assert.InRange(took, 150, MostPatience));

        using var report = new SampleProcess("StallProof", "report", folder.FullName);
        Assert.Equal(0, await report.EndAsync());
        Assert.Contains("| … had not ended when the watch was over | 0 of 7 |", report.Output);
        folder.Delete(recursive: true);
    }

    // Each line: seconds from the start, milliseconds, and 1 where the request has ended.
    private static double[] Took(DirectoryInfo folder, string kind) =>
        [.. File.ReadLines(Path.Combine(folder.FullName, $"getxbyy.{kind}"))
            .Select(line => line.Split(' '))
            .Where(columns => columns[2] == "1")
            .Select(columns => double.Parse(columns[1], CultureInfo.InvariantCulture))];
}
