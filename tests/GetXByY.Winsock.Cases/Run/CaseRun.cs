namespace GetXByY.Winsock.Cases;

/// <summary>Runs one case, on a thread of its own, so that nothing per thread is left over from another.</summary>
/// <remarks>Each command gives one observation, a line of text. The C program in <c>Native</c> has the same commands and
/// writes the same observations.</remarks>
internal sealed partial class CaseRun : IDisposable
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(20);

    private readonly CaseWorld _world;
    private readonly ICaseWindow _window;
    private readonly CasePoster _poster;
    private readonly Dictionary<string, CaseThread> _threads = [];
    private readonly Dictionary<string, Task<string>> _begun = [];

    private CaseRun(CaseWorld world)
    {
        _world = world;
        _window = OperatingSystem.IsWindows() && !world.WantsOwnWindow ? new NativeWindow() : new OwnWindow();
        _poster = new CasePoster(WinSock.SetMessagePoster(null));
        WinSock.SetMessagePoster(_poster);
    }

    /// <summary>Runs a case.</summary>
    /// <param name="data">The folder with the files and the script of the name server.</param>
    /// <param name="case">The case.</param>
    /// <returns>What was seen, one line for each step.</returns>
    internal static List<string> Of(string data, Case @case)
    {
        var seen = new List<string>();
        var thread = new Thread(() => Run(data, @case, seen)) { IsBackground = true };
        thread.Start();
        if (!thread.Join(s_long + s_long))
            seen.Add("hangs");
        return seen;
    }

    private static void Run(string data, Case @case, List<string> seen)
    {
        var world = new CaseWorld(data, @case.World);
        WinSock.Provider = new WinSockProvider(world.Options, world.Open);
        using (var run = new CaseRun(world))
        {
            if (world.Version is { } version)
                WinSock.WSAStartup(version, out _);
            foreach (CaseStep step in @case.Steps)
                seen.Add(run.Try(step.Command));
        }
        world.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _poster.Accept();
        _world.EngineHold.Release();
        while (WinSock.WSACleanup() == 0)
        {
        }
        _window.Destroy();
        _resolver?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _token.Dispose();
        foreach (CaseThread thread in _threads.Values)
            thread.Dispose();
        foreach (GuardedBuffer buffer in _allBuffers)
            buffer.Dispose();
    }

    private string Try(string command)
    {
        try
        {
            return Do(command);
        }
        catch (Exception e)
        {
            return $"throws {e.GetType().Name}: {e.Message}";
        }
    }

    private string Do(string command)
    {
        List<string> words = Words.Split(command);
        if (words is [_, "=", ..])
            return Start(words[0], words[2], words[3..]);
        string first = words[0];
        string[] rest = [.. words[1..]];
        return first.StartsWith('@')
            ? Begin(first[1..], command[(first.Length + 1)..]).WaitAsync(s_long).GetAwaiter().GetResult()
            : DoForThreads(first, rest, command)
            ?? DoForTheWorld(first, rest, command)
            ?? DoForMessages(first, rest)
            ?? DoForBuffers(first, rest)
            ?? DoForEveryLength(first, rest, command)
            ?? DoForStartup(first, rest)
            ?? DoForCalls(first, rest)
            ?? DoForBlocking(first, rest, command)
            ?? DoForSuccessors(first, rest)
            ?? DoForTasks(first, rest)
            ?? throw new InvalidDataException($"there is no command {first}");
    }

    private static string Code(int result) => result == 0 ? "0" : $"{result} {ErrorNames.Of(WinSock.WSAGetLastError())}";
}
