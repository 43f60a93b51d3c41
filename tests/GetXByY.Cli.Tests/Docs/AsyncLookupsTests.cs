using System.Diagnostics;

namespace GetXByY.Cli.Tests.Docs;

/// <summary>The old-style program of samples/.</summary>
public sealed class AsyncLookupsTests
{
    [Fact]
    public async Task Run_RequestsOfEveryKind_PrintsTheirResults()
    {
        (int exit, string output) = await RunAsync(
            "host", "127.0.0.1", "addr", "127.0.0.1", "serv", "https", "tcp", "port", "53", "udp", "proto", "tcp", "number", "17");
        Assert.Equal(0, exit);
        Assert.Contains("host 127.0.0.1: 127.0.0.1 is 127.0.0.1\n", output);
        Assert.Contains("addr 127.0.0.1: localhost", output);
        Assert.Contains("serv https/tcp: https is port 443/tcp\n", output);
        Assert.Contains("port 53/udp: domain is port 53/udp\n", output);
        Assert.Contains("proto tcp: tcp (TCP) is protocol 6\n", output);
        Assert.Contains("number 17: udp (UDP) is protocol 17\n", output);
    }

    [Fact]
    public async Task Run_Unknown_PrintsTheError()
    {
        (int exit, string output) = await RunAsync("host", "nowhere.invalid", "serv", "nothing", "tcp");
        Assert.Equal(1, exit);
        Assert.Contains("host nowhere.invalid: error 11001\n", output);
        Assert.Contains("serv nothing/tcp: error 11004\n", output);
    }

    [Fact]
    public async Task Run_NoPatience_CancelsOrPrints()
    {
        (_, string output) = await RunAsync("-t", "0", "proto", "tcp");
        Assert.Matches("^proto tcp: (cancelled|tcp \\(TCP\\) is protocol 6)\n$", output[(output.IndexOf('\n') + 1)..]);
    }

    [Fact]
    public async Task Run_WrongArguments_SaysHow() => Assert.Equal((2, ""), await RunAsync("host"));

    private static async Task<(int Exit, string Output)> RunAsync(params string[] args)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "AsyncLookups.dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output.ReplaceLineEndings("\n"));
    }
}
