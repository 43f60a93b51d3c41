using System.Net;
using System.Net.Sockets;
using GetXByY.Engine;

namespace GetXByY.Tests.RealServers;

/// <summary>A resolver that asks the servers of the test, and nothing of this machine's own configuration.</summary>
internal sealed class ResolverUnderTest : IAsyncDisposable
{
    /// <summary>Longer than any test takes: whoever waits for it has a hung test.</summary>
    internal static readonly TimeSpan LongAttempt = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("getxbyy-resolver-");

    internal ResolverUnderTest(params IPEndPoint[] servers)
        : this("", LongAttempt, servers)
    {
    }

    /// <param name="lines">Lines for resolv.conf.</param>
    /// <param name="attemptTimeout">How long an attempt may take.</param>
    /// <param name="servers">Whom it asks.</param>
    internal ResolverUnderTest(string lines, TimeSpan attemptTimeout, params IPEndPoint[] servers)
        : this(EngineWorld.Real, lines, attemptTimeout, mixesCase: false, servers)
    {
    }

    /// <param name="lines">Lines for resolv.conf.</param>
    /// <param name="attemptTimeout">How long an attempt may take.</param>
    /// <param name="mixesCase">Whether it mixes the letters of names.</param>
    /// <param name="servers">Whom it asks.</param>
    internal ResolverUnderTest(string lines, TimeSpan attemptTimeout, bool mixesCase, params IPEndPoint[] servers)
        : this(EngineWorld.Real, lines, attemptTimeout, mixesCase, servers)
    {
    }

    /// <param name="world">Where its sockets are.</param>
    /// <param name="lines">Lines for resolv.conf.</param>
    /// <param name="attemptTimeout">How long an attempt may take.</param>
    /// <param name="servers">Whom it asks.</param>
    internal ResolverUnderTest(EngineWorld world, string lines, TimeSpan attemptTimeout, params IPEndPoint[] servers)
        : this(world, lines, attemptTimeout, mixesCase: false, servers)
    {
    }

    private ResolverUnderTest(
        EngineWorld world, string lines, TimeSpan attemptTimeout, bool mixesCase, IPEndPoint[] servers)
    {
        var options = new NameResolverOptions
        {
            // Without a search list of ours the machine's own domain would be searched.
            ResolvConfPath = Write("resolv.conf", $"search .\n{lines}\n"),
            NsSwitchPath = Write("nsswitch.conf", "hosts: dns\n"),
            HostsPath = Write("hosts", ""),
            AttemptTimeout = attemptTimeout,
            MixLetterCase = mixesCase,
        };
        foreach (IPEndPoint server in servers)
            options.Servers.Add(server);
        Resolver = new NameResolver(options, world);
        Assert.Empty(Resolver.ConfigurationProblems);
    }

    internal NameResolver Resolver { get; }

    /// <summary>The addresses of a name, as sorted text: servers turn their order round.</summary>
    internal async Task<string> AddressesAsync(string name, AddressFamily family = AddressFamily.Unspecified) =>
        Sorted(await Resolver.GetHostAddressesAsync(name, family));

    /// <summary>The error of a look-up that finds nothing.</summary>
    internal async Task<LookupError> ErrorAsync(string name, AddressFamily family = AddressFamily.Unspecified)
    {
        LookupResult<HostEntry> result = await Resolver.TryGetHostByNameAsync(name, family);
        Assert.False(result.IsSuccess, $"{name} is {(result.IsSuccess ? result.Entry : null)}");
        return result.Error;
    }

    internal static string Sorted(IEnumerable<IPAddress> addresses) =>
        string.Join(' ', addresses.Select(a => a.ToString()).Order(StringComparer.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await Resolver.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private string Write(string file, string text)
    {
        string path = Path.Combine(_folder.FullName, file);
        File.WriteAllText(path, text);
        return path;
    }
}
