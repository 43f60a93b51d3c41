using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;

namespace GetXByY.Hosting.Tests.Samples;

/// <summary>A program of samples/ that runs. Disposing of it ends it.</summary>
internal sealed class SampleProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task _reading;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _seen = new();

    internal SampleProcess(string name, params string[] args)
    {
        string program = Path.Combine(AppContext.BaseDirectory, $"{name}.dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, .. args])
        {
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        _reading = ReadAsync();
    }

    internal string Output => string.Join('\n', _seen);

    /// <summary>Comes back with the first line from here on that contains the text.</summary>
    internal async Task<string> WaitForAsync(string text)
    {
        await foreach (string line in _lines.Reader.ReadAllAsync())
        {
            if (line.Contains(text))
                return line;
        }
        throw new InvalidOperationException($"No line with '{text}' in:\n{Output}");
    }

    /// <summary>Asks it to end, as whoever runs services does.</summary>
    internal void Terminate()
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    internal async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync();
        await _reading;
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _seen.Enqueue(line);
            _lines.Writer.TryWrite(line);
        }
        _lines.Writer.Complete();
    }
}
