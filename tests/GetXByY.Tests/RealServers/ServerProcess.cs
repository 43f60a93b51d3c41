using System.Diagnostics;

namespace GetXByY.Tests.RealServers;

/// <summary>A server's process, with all that it forks. It ends when this is disposed, and also when the test process is
/// killed: a shell above it ends it when our end of the shell's standard input closes.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    // setsid gives the server a process group of its own, so its children are reached too; where there is none, only
    // the server is. The shell lets go of the outputs, so they end with the server. It kills only what it has not
    // reaped, so never a stranger.
    private const string Keeper = """
        $(command -v setsid) "$@" </dev/null &
        exec >/dev/null 2>&1
        read -r signal
        kill -s "${signal:-KILL}" -- "-$!" || kill -s "${signal:-KILL}" "$!"
        wait
        """;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);

    private readonly Process _keeper;
    private readonly string _readyMark;
    private readonly List<string> _log = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process keeper, string readyMark)
    {
        _keeper = keeper;
        _readyMark = readyMark;
    }

    /// <summary>What it has written, for the messages of failed tests.</summary>
    internal string Log
    {
        get
        {
            lock (_log)
                return string.Join('\n', _log);
        }
    }

    /// <summary>Starts a server and waits for the line in which it says that it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended, or said nothing of the kind in time.</exception>
    internal static async Task<ServerProcess> StartAsync(string path, IEnumerable<string> arguments, string readyMark)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Keeper, "sh", path, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var server = new ServerProcess(Process.Start(start)!, readyMark);
        _ = server.ReadLogAsync();
        try
        {
            await server._ready.Task.WaitAsync(s_patience);
            return server;
        }
        catch (Exception e)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"{path} did not start. Its log:\n{server.Log}", e);
        }
    }

    /// <summary>Kills it as it is, and returns when it is gone.</summary>
    internal Task KillAsync() => EndAsync("KILL");

    // Asked to end it waits for its own children, which otherwise nobody might ever reap.
    public async ValueTask DisposeAsync() => await EndAsync("TERM");

    private async Task EndAsync(string signal)
    {
        if (_keeper.HasExited)
            return;
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            await _keeper.StandardInput.WriteLineAsync(signal.AsMemory(), patience.Token);
            _keeper.StandardInput.Close();
            await _keeper.WaitForExitAsync(patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            _keeper.Kill(entireProcessTree: true);
            await _keeper.WaitForExitAsync();
        }
    }

    private async Task ReadLogAsync()
    {
        await Task.WhenAll(ReadAsync(_keeper.StandardOutput), ReadAsync(_keeper.StandardError));
        _ready.TrySetException(new InvalidOperationException("It ended."));
    }

    private async Task ReadAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync() is string line)
        {
            lock (_log)
                _log.Add(line);
            if (line.Contains(_readyMark, StringComparison.Ordinal))
                _ready.TrySetResult();
        }
    }
}
