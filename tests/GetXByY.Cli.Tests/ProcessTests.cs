using System.Diagnostics;
using System.Runtime.InteropServices;
using GetXByY.Testing;

namespace GetXByY.Cli.Tests;

public sealed class ProcessTests : IAsyncLifetime
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    private readonly Tool _tool = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _tool.DisposeAsync();

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public async Task Process_Signal_CancelsWhatIsOutstanding(int signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send.");
        _tool.Server.BehaveByDefault(ServerBehaviour.Silence);
        using Process process = Start(_tool.HostArguments("localhost", "one.test", "two.test"));
        Assert.Equal(
            "127.0.0.1       localhost",
            await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        await _tool.Server.WaitForQueriesAsync("two.test", 1, TestContext.Current.CancellationToken);

        Assert.Equal(0, Send(process.Id, signal));
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("", output);
        Assert.Equal("getxbyy: interrupted: 2 of 3 look-ups cancelled\n", error);
        Assert.Equal(130, process.ExitCode);
    }

    [Fact]
    public async Task Process_ReaderGoneAfterOneLine_EndsQuietlyWithoutTheRest()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The pipes of Windows differ.");
        var gate = new ServerGate();
        _tool.Server.Add("late.test", "198.51.100.1");
        _tool.Server.Behave("late.test", ServerBehaviour.Answer.HeldBy(gate));
        _tool.Server.Behave("never.test", ServerBehaviour.Silence);
        using Process process = Start(_tool.HostArguments("localhost", "late.test", "never.test"));

        Assert.Equal(
            "127.0.0.1       localhost",
            await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        process.StandardOutput.Close();
        gate.Open();
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("", error);
    }

    private static Process Start(string[] args)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(typeof(CommandLine).Assembly.Location);
        foreach (string argument in args)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Send(int process, int signal);
}
