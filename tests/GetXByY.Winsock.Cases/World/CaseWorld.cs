using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GetXByY.Testing;

namespace GetXByY.Winsock.Cases;

/// <summary>What one case finds when it begins: a name server of its own, the files, the resolver's options.</summary>
/// <remarks>The words of a <c>world</c> line:
/// <c>not-started</c>, <c>version 1.1</c>, <c>outstanding 1</c>, <c>no-server</c> (its port is closed),
/// <c>impatient</c> (a server has 250 ms for its answer, not 15 s), <c>no-sockets</c>,
/// <c>own-window</c>
/// (also on Windows), <c>windows-window</c> (a case of Windows alone), and for
/// <c>hosts</c>, <c>services</c>, <c>protocols</c>: <c>missing</c>, <c>unreadable</c> or <c>long</c>.</remarks>
internal sealed class CaseWorld : IAsyncDisposable
{
    private readonly LoopbackNameServer _server = LoopbackNameServer.Start();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("getxbyy-cases-");
    private readonly IReadOnlyList<string> _words;
    private NameResolver? _resolver;

    internal CaseWorld(string data, IReadOnlyList<string> words)
    {
        _words = words;
        NamesScript.Apply(Path.Combine(data, "names"), _server, Gate);
        Version = Says("not-started") ? null : Words.Version(ValueOf("version") ?? "2.2");
        Options = new NameResolverOptions
        {
            Servers = { Says("no-server") ? ClosedPort() : _server.EndPoint },
            AttemptTimeout = Says("impatient") ? TimeSpan.FromMilliseconds(250) : TimeSpan.FromSeconds(15),
            Attempts = 1,
            MaxOutstanding = int.Parse(ValueOf("outstanding") ?? "1000", CultureInfo.InvariantCulture),
            ResolvConfPath = TextFile("resolv.conf", ""),
            NsSwitchPath = TextFile("nsswitch.conf", "hosts: files dns\n"),
            HostsPath = DataFile(data, "hosts"),
            GaiConfPath = "",
            ServicesPath = DataFile(data, "services"),
            ProtocolsPath = DataFile(data, "protocols"),
            TimeProvider = EngineHold,
        };
    }

    internal NameResolverOptions Options { get; }

    /// <summary>The version to start with; null for not at all.</summary>
    internal ushort? Version { get; }

    /// <summary>Whether the window must be one of the library, on Windows, too.</summary>
    internal bool WantsOwnWindow => Says("own-window");

    internal ServerGate Gate { get; } = new();

    internal EngineHold EngineHold { get; } = new();

    /// <summary>Makes the engine of a startup.</summary>
    internal IRequestEngine Open(NameResolverOptions options)
    {
        if (Says("no-sockets"))
            throw new SocketException((int)SocketError.TooManyOpenSockets);
        _resolver = new NameResolver(options, new ReachableWorld());
        return ResolverRequestEngine.Over(_resolver);
    }

    /// <summary>Lets the thread of the engine fail.</summary>
    internal void TakeDown()
    {
        EngineHold.Break();
        // it wakes the thread, if that sleeps
        Lookup<ProtocolEntry> waker = _resolver!.StartGetProtocolByNumber(6);
        SpinWait.SpinUntil(() => _resolver.Failure is not null, TimeSpan.FromSeconds(20));
        waker.Cancel();
    }

    internal void WaitForQuery(string name, int count) =>
        _server.WaitForQueriesAsync(name, count).WaitAsync(TimeSpan.FromSeconds(20)).GetAwaiter().GetResult();

    internal int QueriesFor(string name) => _server.Queries.Count(query => query.Name == name);

    public async ValueTask DisposeAsync()
    {
        EngineHold.Dispose();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private bool Says(string word) => _words.Contains(word);

    private string? ValueOf(string word) =>
        _words.FirstOrDefault(each => each.StartsWith(word + " ", StringComparison.Ordinal))?[(word.Length + 1)..];

    /// <summary>Whether the case can be made on this system.</summary>
    internal static bool IsPossible(Case @case) => OperatingSystem.IsWindows() || !@case.World.Contains("windows-window");

    private string DataFile(string data, string name) => ValueOf(name) switch
    {
        "missing" => Path.Combine(_folder.FullName, "missing"),
        "unreadable" => _folder.FullName, // a folder cannot be read as a file, not even by root
        "long" => TextFile("long", LongHosts()),
        _ => Path.Combine(data, name),
    };

    /// <summary>A host with 3,000 aliases of 14 characters: more than a message can tell the size of.</summary>
    private static string LongHosts() => string.Concat(Enumerable.Range(0, 3000).Select(i =>
        (i % 60 == 0 ? "\n192.0.2.20 long.example" : "") + $" alias-{i:0000}.xyz"));

    private string TextFile(string name, string content)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    private static IPEndPoint ClosedPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (IPEndPoint)socket.LocalEndPoint!;
    }
}
