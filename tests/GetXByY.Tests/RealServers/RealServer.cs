using System.Net;

namespace GetXByY.Tests.RealServers;

/// <summary>A name server that others wrote, as a process on 127.0.0.1, with a configuration in a folder of its own. It
/// serves <see cref="RealRecords"/>, and can be killed and started again on the same port.</summary>
/// <remarks>For one test at a time.</remarks>
public abstract class RealServer : IAsyncDisposable
{
    // A killed server's children may hold the port a moment longer than itself.
    private const int StartTries = 3;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("getxbyy-server-");
    private readonly PortReservation _port = PortReservation.Take();
    private readonly string _program;
    private readonly string _readyMark;
    private ServerProcess? _process;

    /// <param name="program">The name of the program.</param>
    /// <param name="readyMark">What is in the line of its log that says that it listens.</param>
    private protected RealServer(string program, string readyMark)
    {
        _program = program;
        _readyMark = readyMark;
    }

    /// <summary>Where it listens, over UDP and TCP.</summary>
    public IPEndPoint EndPoint => new(IPAddress.Loopback, _port.Port);

    /// <summary>The network in which it runs; null for the machine's own.</summary>
    internal NetworkNamespace? Network { get; init; }

    internal bool IsInstalled => ServerSoftware.Has(_program);

    private protected string Folder => _folder.FullName;

    /// <summary>Starts it, or skips the test where it is not installed.</summary>
    /// <returns>This server.</returns>
    public async Task<RealServer> StartAsync()
    {
        RequireInstalled();
        string path = ServerSoftware.Require(_program);
        string[] arguments = WriteConfiguration();
        for (int i = 1; _process is null; i++)
        {
            try
            {
                _process = await (Network is null
                    ? ServerProcess.StartAsync(path, arguments, _readyMark)
                    : Network.Run(() => ServerProcess.StartAsync(path, arguments, _readyMark)));
            }
            catch (InvalidOperationException) when (i < StartTries)
            {
            }
        }
        return this;
    }

    /// <summary>Skips the test where the server is not installed, or fails it where the environment says CI.</summary>
    public void RequireInstalled() => ServerSoftware.Require(_program);

    /// <summary>Kills it, with what it was about to answer.</summary>
    public async Task KillAsync()
    {
        await _process!.KillAsync();
        _process = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
        _process = null;
        _port.Dispose();
        if (_folder.Exists)
            _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes the files that it needs.</summary>
    /// <returns>The arguments of its command.</returns>
    private protected abstract string[] WriteConfiguration();

    private protected string Write(string file, string text)
    {
        string path = Path.Combine(Folder, file);
        File.WriteAllText(path, text);
        return path;
    }
}
