using System.Net;
using GetXByY.Configuration;

namespace GetXByY.Tests.Configuration;

public sealed class ResolverConfigurationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly NameResolverOptions _options = new();

    public ResolverConfigurationTests()
    {
        _options.ResolvConfPath = _folder.Missing;
        _options.NsSwitchPath = _folder.Missing;
        _options.GaiConfPath = _folder.Missing;
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_FileOnly_TakesTheFile()
    {
        _options.ResolvConfPath = _folder.Write("""
            nameserver 192.0.2.1
            search example.com
            options ndots:3 timeout:2 attempts:4 rotate use-vc
            """);

        var configuration = ResolverConfiguration.Load(_options);

        Assert.Equal([new IPEndPoint(IPAddress.Parse("192.0.2.1"), 53)], configuration.Servers);
        Assert.Equal(["example.com"], configuration.Search);
        Assert.Equal((3, 4, true, true), (configuration.Ndots, configuration.Attempts, configuration.Rotate,
            configuration.UseTcp));
        Assert.Equal(TimeSpan.FromSeconds(2), configuration.AttemptTimeout);
        Assert.Equal([HostSource.Files, HostSource.Dns], configuration.HostSteps.Select(s => s.Source));
        Assert.True(configuration.FollowChanges);
        Assert.Empty(configuration.Problems);
    }

    [Fact]
    public void Load_OptionsAndFile_OptionsWinAndTheRestStays()
    {
        _options.ResolvConfPath = _folder.Write("nameserver 192.0.2.1\nsearch example.com\noptions attempts:4 ndots:2");
        _options.Servers.Add(new IPEndPoint(IPAddress.Loopback, 5353));
        _options.AttemptTimeout = TimeSpan.FromMilliseconds(250);
        _options.Attempts = 1;

        var configuration = ResolverConfiguration.Load(_options);

        Assert.Equal([new IPEndPoint(IPAddress.Loopback, 5353)], configuration.Servers);
        Assert.Equal((250, 1, 2), (configuration.AttemptTimeout.TotalMilliseconds, configuration.Attempts,
            configuration.Ndots));
        Assert.Equal(["example.com"], configuration.Search);
    }

    [Fact]
    public void Load_Settings_TellWhichOptionsWin()
    {
        _options.ResolvConfPath = _folder.Write("nameserver 192.0.2.1\noptions attempts:4 timeout:3\n");
        _options.Servers.Add(new IPEndPoint(IPAddress.Loopback, 5353));
        _options.AttemptTimeout = TimeSpan.FromMilliseconds(250);
        _options.Attempts = 1;
        _options.FollowChanges = false;

        var configuration = ResolverConfiguration.Load(_options);

        Assert.False(configuration.FollowChanges);
        string[] settings = [.. configuration.Settings.Select(s => s.ToString())];
        Assert.Contains("nameserver 127.0.0.1:5353 (NameResolverOptions.Servers)", settings);
        Assert.Contains("timeout 0.25 s (NameResolverOptions.AttemptTimeout)", settings);
        Assert.Contains("attempts 1 (NameResolverOptions.Attempts)", settings);
        Assert.Contains("no-reload yes (NameResolverOptions.FollowChanges)", settings);
        Assert.DoesNotContain(settings, s => s.Contains("192.0.2.1"));
    }

    [Fact]
    public void Load_NoReload_FollowsNoChanges()
    {
        _options.ResolvConfPath = _folder.Write("options no-reload\n");

        Assert.False(ResolverConfiguration.Load(_options).FollowChanges);
    }

    [Fact]
    public void Load_ServerChangedAfterwards_ChangesNothing()
    {
        var server = new IPEndPoint(IPAddress.Loopback, 5353);
        _options.Servers.Add(server);
        var configuration = ResolverConfiguration.Load(_options);

        server.Port = 1;
        _options.Servers.Clear();

        Assert.Equal(5353, Assert.Single(configuration.Servers).Port);
    }

    [Fact]
    public void Load_Paths_AreTheOptionsOrTheSystems()
    {
        var system = ResolverConfiguration.Load(new NameResolverOptions());
        _options.HostsPath = "h";
        _options.ServicesPath = "s";
        _options.ProtocolsPath = "p";
        var own = ResolverConfiguration.Load(_options);

        Assert.Equal(SystemPaths.ResolvConf, system.Choices.ResolvConfPath);
        Assert.Equal(SystemPaths.NsSwitch, system.Choices.NsSwitchPath);
        Assert.Equal(SystemPaths.GaiConf, system.Choices.GaiConfPath);
        Assert.EndsWith("hosts", system.Choices.HostsPath);
        Assert.EndsWith("services", system.Choices.ServicesPath);
        Assert.Contains("protocol", system.Choices.ProtocolsPath);
        Assert.Equal((_folder.Missing, _folder.Missing, "h", "s", "p"), (own.Choices.ResolvConfPath,
            own.Choices.NsSwitchPath, own.Choices.HostsPath, own.Choices.ServicesPath, own.Choices.ProtocolsPath));
    }

    [Fact]
    public void Load_ProblemsOfAllFiles_AreListed()
    {
        _options.ResolvConfPath = _folder.Write("hosts: nis");
        _options.NsSwitchPath = _options.ResolvConfPath;
        _options.GaiConfPath = _options.ResolvConfPath;

        Assert.Equal(3, ResolverConfiguration.Load(_options).Problems.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Load_OrderAddresses_GivesTheRulesOrNone(bool orders)
    {
        _options.GaiConfPath = _folder.Write("label ::/0 9");
        _options.OrderAddresses = orders;

        Assert.Equal(orders ? 9 : null, ResolverConfiguration.Load(_options).AddressRules?.Labels[0].Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(30_001)]
    public void Load_AttemptTimeoutOutOfRange_ThrowsNamingIt(int milliseconds)
    {
        _options.AttemptTimeout = TimeSpan.FromMilliseconds(milliseconds);

        var e = Assert.Throws<ArgumentOutOfRangeException>(() => ResolverConfiguration.Load(_options));
        Assert.Equal("AttemptTimeout", e.ParamName);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30_000)]
    public void Load_AttemptTimeoutAtTheEdges_IsTaken(int milliseconds)
    {
        _options.AttemptTimeout = TimeSpan.FromMilliseconds(milliseconds);

        Assert.Equal(milliseconds, ResolverConfiguration.Load(_options).AttemptTimeout.TotalMilliseconds);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void Load_AttemptsOutOfRange_ThrowsNamingThem(int attempts)
    {
        _options.Attempts = attempts;

        var e = Assert.Throws<ArgumentOutOfRangeException>(() => ResolverConfiguration.Load(_options));
        Assert.Equal("Attempts", e.ParamName);
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Load_HedgingBudgetOutOfRange_ThrowsNamingIt(double share)
    {
        _options.HedgingBudget = share;

        var e = Assert.Throws<ArgumentOutOfRangeException>(() => ResolverConfiguration.Load(_options));
        Assert.Equal("HedgingBudget", e.ParamName);
    }

    [Fact]
    public void Load_SixteenServersAreTaken_SeventeenThrow()
    {
        for (int i = 0; i < 16; i++)
            _options.Servers.Add(new IPEndPoint(IPAddress.Loopback, 1000 + i));
        Assert.Equal(16, ResolverConfiguration.Load(_options).Servers.Count);

        _options.Servers.Add(new IPEndPoint(IPAddress.Loopback, 2000));
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => ResolverConfiguration.Load(_options));
        Assert.Equal("Servers", e.ParamName);
    }

    [Fact]
    public void Load_ServerWithoutPortOrNull_Throws()
    {
        _options.Servers.Add(new IPEndPoint(IPAddress.Loopback, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => ResolverConfiguration.Load(_options));

        _options.Servers[0] = null!;
        Assert.Equal("Servers", Assert.Throws<ArgumentException>(() => ResolverConfiguration.Load(_options)).ParamName);
    }
}
