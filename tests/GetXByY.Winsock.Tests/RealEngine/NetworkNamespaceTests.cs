using System.Diagnostics;

namespace GetXByY.Winsock.Tests;

/// <summary>A real process in a network namespace of its own, in which the interface lo goes down and comes up again.
/// </summary>
public sealed class NetworkNamespaceTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    // The engine of Unix is woken by a pipe, so it does not go down with the network.
    [Fact]
    public async Task Loopback_DownAndUp_IsTryAgainAndRecoversByItself() => await AssertRunAsync(
        "system",
        "lo-up: done", "server: started", "startup: 0", "service: message 0", "host: message 0",
        "lo-down: done", "service: message 0", $"host: message {WinSock.WSATRY_AGAIN}", "service: message 0",
        "lo-up: done", "service: message 0", "host: message 0", "cleanup: 0");

    [Fact]
    public async Task Loopback_DownWithARequestOutstanding_ItCanStillBeCancelled() => await AssertRunAsync(
        "system",
        "lo-up: done", "server: started", "startup: 0", "begin: asked",
        "lo-down: done", "cancel: 0", "service: message 0", $"cancel: error {WinSock.WSAEALREADY}", "cleanup: 0");

    // One that is woken by a socket does, and says so; the next WSAStartup after the last WSACleanup recovers.
    [Fact]
    public async Task Loopback_DownUnderASocketThatWakes_IsNetDownUntilTheNextStartup() => await AssertRunAsync(
        "portable",
        "lo-up: done", "server: started", "startup: 0", "service: message 0",
        "lo-down: done", $"service: message {WinSock.WSAENETDOWN}", $"service: refused with {WinSock.WSAENETDOWN}",
        $"cancel: error {WinSock.WSAENETDOWN}",
        "lo-up: done", $"host: refused with {WinSock.WSAENETDOWN}", "cleanup: 0",
        $"cancel: error {WinSock.WSANOTINITIALISED}", "startup: 0", "service: message 0", "host: message 0", "cleanup: 0");

    [Fact]
    public async Task Loopback_DownUnderASocketThatWakes_EndsWhatIsOutstanding() => await AssertRunAsync(
        "portable",
        "lo-up: done", "server: started", "startup: 0", "begin: asked",
        "lo-down: done", $"end: message {WinSock.WSAENETDOWN}", "cleanup: 0",
        "lo-up: done", "startup: 0", "host: message 0", "cleanup: 0");

    // What is expected of each command begins with the command.
    private static async Task AssertRunAsync(string wait, params string[] expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS(), "Network namespaces are Linux's.");
        string[] commands = [.. expected.Select(line => line[..line.IndexOf(':')])];
        (int exit, string output, string error) = await RunAsync([
            "-rn", Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            Path.Combine(AppContext.BaseDirectory, "GetXByY.Offline.dll"), wait, .. commands]);
        Assert.True(
            exit == 0, $"The program ended with {exit} and said: {output}{error}\nIt needs unshare (util-linux), ip " +
            "(iproute2), and user namespaces: sysctl -w user.max_user_namespaces=15000, on Ubuntu also " +
            "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, in a container --privileged.");
        Assert.Equal(expected, output.TrimEnd().Split('\n'));
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("unshare", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Start(start);
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException("unshare is not installed; on Debian: apt-get install util-linux", e);
        }
    }
}
