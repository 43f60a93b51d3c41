using System.Net;
using System.Runtime.CompilerServices;
using GetXByY.Databases;
using GetXByY.Engine;
using GetXByY.Tests.Configuration;
using GetXByY.Tests.RealServers;

namespace GetXByY.Tests.Engine;

/// <summary>Files that change under a resolver, and a clock whose timers the test lets go off.</summary>
public sealed class TablesWatchTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HandTimers _timers = new();
    private readonly NameResolverOptions _options;
    private NameResolver? _resolver;

    public TablesWatchTests()
    {
        _options = new NameResolverOptions
        {
            ResolvConfPath = Write("resolv.conf", "nameserver 192.0.2.1\n"),
            NsSwitchPath = Write("nsswitch.conf", "hosts: files\n"),
            HostsPath = Write("hosts", "192.0.2.10 one.test\n"),
            ServicesPath = Write("services", "one 1/tcp\n"),
            ProtocolsPath = Write("protocols", "one 1\n"),
            TimeProvider = _timers,
        };
    }

    private NameResolver Resolver => _resolver ??= new NameResolver(_options);

    public async ValueTask DisposeAsync()
    {
        if (_resolver is not null)
            await _resolver.DisposeAsync();
        _folder.Dispose();
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Servers(NameResolver resolver) => string.Join(' ', resolver.Servers.Select(s => s.Address));

    [Fact]
    public void Tick_ResolvConfWritten_ServersAreTheNewOnes()
    {
        Assert.Equal("192.0.2.1", Servers(Resolver));
        Write("resolv.conf", "nameserver 192.0.2.2\nnameserver 192.0.2.3\nsortlist x\n");
        Assert.Equal("192.0.2.1", Servers(Resolver));

        _timers.Tick();

        Assert.Equal("192.0.2.2 192.0.2.3", Servers(Resolver));
        Assert.Equal(3, Assert.Single(Resolver.ConfigurationProblems).Line);
    }

    [Fact]
    public async Task Tick_DatabaseFilesWritten_EntriesAreTheNewOnes()
    {
        Assert.Equal(1, (await Resolver.GetServiceByNameAsync("one")).Port);
        Write("hosts", "192.0.2.20 two.test\n");
        Write("services", "two 2/tcp\n");
        Write("protocols", "two 2\n");

        _timers.Tick();

        Assert.Equal(IPAddress.Parse("192.0.2.20"), (await Resolver.GetHostByNameAsync("two.test")).Addresses[0]);
        Assert.Equal(2, (await Resolver.GetServiceByNameAsync("two")).Port);
        Assert.Equal(2, (await Resolver.GetProtocolByNameAsync("two")).Number);
        Assert.Equal(LookupError.NoData, (await Resolver.TryGetServiceByNameAsync("one")).Error);
    }

    [Fact]
    public void Tick_NothingWritten_ReadsNothing()
    {
        object tables = Resolver.Engine.Tables;
        _timers.Tick();
        Assert.Same(tables, Resolver.Engine.Tables);
    }

    [Theory]
    [InlineData("files myhostname", true)]
    [InlineData("files", false)]
    public void Tick_OtherAddressesOfTheMachine_AreFollowedWhereASourceTellsThem(string sources, bool areFollowed)
    {
        Write("nsswitch.conf", $"hosts: {sources}\n");
        EngineTables read = Resolver.Engine.Tables;
        Assert.Equal(areFollowed && OwnAddresses.Read().Interfaces.Count > 0, read.Own.Interfaces.Count > 0);
        var former = new OwnAddresses([IPAddress.Parse("192.0.2.77")], [], []);
        Resolver.Engine.Tables = read with { Own = former };

        _timers.Tick();

        Assert.True(Resolver.Engine.Tables.Own.IsLike(areFollowed ? OwnAddresses.Read() : OwnAddresses.None));
        Assert.Same(read.Hosts, Resolver.Engine.Tables.Hosts);
    }

    [Fact]
    public void Tick_SameLengthAndTime_IsSeenByItsContent()
    {
        string path = _options.ResolvConfPath!;
        DateTime time = File.GetLastWriteTimeUtc(path);
        Assert.Equal("192.0.2.1", Servers(Resolver));
        Write("resolv.conf", "nameserver 192.0.2.9\n");
        File.SetLastWriteTimeUtc(path, time);

        _timers.Tick();

        Assert.Equal("192.0.2.9", Servers(Resolver));
    }

    [Fact]
    public void Tick_FileGoneAndBack_IsFollowed()
    {
        Assert.Equal("192.0.2.1", Servers(Resolver));
        File.Delete(_options.ResolvConfPath!);
        _timers.Tick();
        Assert.NotEqual("192.0.2.1", Servers(Resolver));

        Write("resolv.conf", "nameserver 192.0.2.4\n");
        _timers.Tick();

        Assert.Equal("192.0.2.4", Servers(Resolver));
    }

    [Fact]
    public void Tick_LinkTurnedToAnotherFile_IsFollowed()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("links want a right that users lack on Windows");
        string link = Path.Combine(_folder.FullName, "link");
        File.CreateSymbolicLink(link, _options.ResolvConfPath!);
        _options.ResolvConfPath = link;
        Assert.Equal("192.0.2.1", Servers(Resolver));
        File.Delete(link);
        File.CreateSymbolicLink(link, Write("other", "nameserver 192.0.2.5\n"));

        _timers.Tick();

        Assert.Equal("192.0.2.5", Servers(Resolver));
    }

    [Fact]
    public void Tick_NoReloadComes_IsTheLastChange()
    {
        Assert.Equal(1, (Resolver, _timers.Count).Count);
        Write("resolv.conf", "nameserver 192.0.2.2\noptions no-reload\n");
        _timers.Tick();

        Assert.Equal("192.0.2.2", Servers(Resolver));
        Assert.Equal(0, _timers.Count);
    }

    [Fact]
    public void New_NoReloadOrByOption_HasNoTimer()
    {
        _options.FollowChanges = false;
        Assert.Equal(0, (Resolver, _timers.Count).Count);
    }

    [Fact]
    public async Task Dispose_Resolver_EndsTheTimer()
    {
        await Resolver.DisposeAsync();
        Assert.Equal(0, _timers.Count);
    }

    [Fact]
    public void Tick_ResolverForgotten_IsLetGoAndTheTimerEnds()
    {
        WeakReference forgotten = Forget();
        for (int i = 0; i < 10 && forgotten.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        _timers.Tick();

        Assert.False(forgotten.IsAlive);
        Assert.Equal(0, _timers.Count);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference Forget() => new(new NameResolver(_options));

    [Fact]
    public void Tick_BigFile_IsSeenByItsLength()
    {
        string lines = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"192.0.2.10 name{i}.test\n"));
        Write("hosts", lines);
        Assert.Equal("10000 entries", HostsSetting());
        Write("hosts", lines + "192.0.2.11 more.test\n");

        _timers.Tick();

        Assert.Equal("10001 entries", HostsSetting());
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task New_Pipe_IsToldAndNotWaitedFor()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders.");
        _options.ResolvConfPath = _options.ServicesPath = _folder.MakePipe();

        _resolver = await Task.Run(() => new NameResolver(_options), TestContext.Current.CancellationToken);

        ConfigurationProblem[] problems = [.. Resolver.ConfigurationProblems];
        Assert.Equal([_options.ResolvConfPath, _options.ResolvConfPath], problems.Select(p => p.File));
        Assert.All(problems, p => Assert.StartsWith("cannot be read: ", p.Reason));
        LookupResult<ServiceEntry> service = await Resolver.TryGetServiceByNameAsync("one");
        Assert.Equal(LookupError.NoRecovery, service.Error);
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task Tick_FileBecomesAPipe_IsToldAndNotWaitedFor()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders.");
        Assert.Empty(Resolver.ConfigurationProblems);
        File.Move(_folder.MakePipe(), _options.HostsPath!, overwrite: true);

        await Task.Run(_timers.Tick, TestContext.Current.CancellationToken);

        Assert.StartsWith("cannot be read: ", Assert.Single(Resolver.ConfigurationProblems).Reason);
    }

    private string HostsSetting() => Resolver.ConfigurationSettings.Single(s => s.Name == "hosts-file").Value;
}
