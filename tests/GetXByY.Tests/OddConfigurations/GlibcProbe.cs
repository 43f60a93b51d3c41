using System.Diagnostics;
using GetXByY.Tests.House;

namespace GetXByY.Tests.OddConfigurations;

/// <summary>Runs the program probe.c, compiled once, where the odd files stand for those of the system: bind mounts in a
/// namespace of its own, which end with it.</summary>
internal static class GlibcProbe
{
    private const string Source = "tests/GetXByY.Tests/OddConfigurations/probe.c";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private static readonly Lazy<(string Path, string Problem)> s_program = new(Compile);

    private static readonly Dictionary<string, string> s_noVariables = [];

    private static readonly string[] s_files = ["resolv.conf", "nsswitch.conf", "hosts"];

    /// <summary>Skips the test where it cannot be run; fails it where the environment variable CI is true, so that nobody
    /// takes skipped tests for passed ones.</summary>
    internal static void Require()
    {
        string problem = s_program.Value.Problem;
        if (problem.Length == 0)
            return;
        string reason = $"glibc cannot be asked here: {problem}";
        if (OperatingSystem.IsLinux()
            && string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase))
            Assert.Fail(reason);
        Assert.Skip(reason);
    }

    /// <summary>Runs the program, and gives the lines it wrote.</summary>
    /// <param name="odd">The files.</param>
    /// <param name="edit">What is changed in them.</param>
    /// <param name="arguments">The arguments.</param>
    internal static string[] Run(OddConfiguration odd, Func<string, string> edit, params string[] arguments)
    {
        Require();
        DirectoryInfo folder = Directory.CreateTempSubdirectory("getxbyy-glibc-");
        try
        {
            foreach (string file in s_files)
                File.WriteAllText(Path.Combine(folder.FullName, file), edit(odd.File(file)));
            (int code, string output, string error) = Execute(
                "unshare",
                [
                    "-m", "sh", "-c", MountAndRun, "sh", folder.FullName, s_program.Value.Path, .. arguments,
                ],
                odd.Environment);
            Assert.True(code == 0, $"{odd.Name}: exit code {code}: {error}");
            return output.TrimEnd('\n').Split('\n');
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string MountAndRun =>
        string.Join(" && ", s_files.Select(f => $"mount --bind \"$1/{f}\" /etc/{f}")) + " && shift && exec \"$@\"";

    private static (string Path, string Problem) Compile()
    {
        if (!OperatingSystem.IsLinux())
            return ("", "this is no Linux");
        if (!Environment.IsPrivilegedProcess)
            return ("", "glibc asks port 53 alone, and only the superuser may listen there; run the tests as root");
        string program = Path.Combine(AppContext.BaseDirectory, "glibc-probe");
        try
        {
            (int code, _, string error) = Execute(
                "cc", ["-O1", "-o", program, Path.Combine(Repository.Root, Source), "-lresolv"], s_noVariables);
            if (code != 0)
                return ("", $"the C compiler said: {error.Trim()}");
            (code, _, error) = Execute("unshare", ["-m", "true"], s_noVariables);
            return (program, code == 0 ? "" : $"unshare said: {error.Trim()}");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return ("", $"cc or unshare cannot be run ({e.Message}); on Debian: apt-get install gcc libc6-dev util-linux");
        }
    }

    private static (int Code, string Output, string Error) Execute(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("LOCALDOMAIN");
        start.Environment.Remove("RES_OPTIONS");
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', start.ArgumentList)} did not end");
        }
        return (process.ExitCode, output.Result, error.Result);
    }
}
