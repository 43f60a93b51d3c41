using System.Net;
using GetXByY.Configuration;

namespace GetXByY.Tests.Configuration;

public sealed class ResolvConfTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ResolvConf Read(string text, string localDomain = "") =>
        Read(text, new ResolverEnvironment(Domain: localDomain));

    private ResolvConf Read(string text, ResolverEnvironment environment) =>
        ResolvConf.Read(_folder.Write(text), environment, _folder.Problems, _folder.Settings);

    [Fact]
    public void Read_NameServers_AreTakenInOrder()
    {
        ResolvConf file = Read("nameserver 192.0.2.1\nnameserver\t2001:db8::1\nnameserver fe80::1%2\n");

        Assert.Equal(["192.0.2.1:53", "[2001:db8::1]:53", "[fe80::1%2]:53"], file.Servers.Select(s => s.ToString()));
        Assert.Empty(_folder.Problems);
    }

    [Fact]
    public void Read_MoreThanThreeNameServers_AreListed()
    {
        ResolvConf file = Read("""
            nameserver 192.0.2.1
            nameserver 192.0.2.2
            nameserver 192.0.2.3
            nameserver 192.0.2.4
            nameserver 192.0.2.5
            """);

        Assert.Equal(3, file.Servers.Count);
        Assert.Equal([4, 5], _folder.Problems.Select(p => p.Line));
    }

    [Fact]
    public void Read_NameServerTwice_IsTakenOnce()
    {
        ResolvConf file = Read("nameserver 192.0.2.1\nnameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 192.0.2.3\n");

        Assert.Equal(["192.0.2.1:53", "192.0.2.2:53"], file.Servers.Select(s => s.ToString()));
        Assert.Equal([2, 4], _folder.Problems.Select(p => p.Line));
    }

    [Theory]
    [InlineData("127.1", "127.0.0.1:53")]
    [InlineData("0x7f.1", "127.0.0.1:53")]
    [InlineData("010.0.0.1", "8.0.0.1:53")]
    [InlineData("0", "0.0.0.0:53")]
    [InlineData("192.0.2.1 192.0.2.2", "192.0.2.1:53")]
    public void Read_NameServerAsInetAtonTakesIt_IsTaken(string address, string expected)
    {
        Assert.Equal(expected, Assert.Single(Read("nameserver " + address).Servers).ToString());
        Assert.Empty(_folder.Problems);
    }

    [Theory]
    [InlineData("fe80::1%no-such-interface")]
    [InlineData("fe80::1%")]
    public void Read_NameServerWithAnUnknownScope_IsTakenWithoutItAndListed(string address)
    {
        Assert.Equal("[fe80::1]:53", Assert.Single(Read("nameserver " + address).Servers).ToString());
        Assert.Contains("interface", Assert.Single(_folder.Problems).Reason);
    }

    [Theory]
    [InlineData("nameserver")]
    [InlineData("nameserver dns.example.com")]
    [InlineData("nameserver [::1]:53")]
    [InlineData("nameserver 192.0.2.1#comment")]
    [InlineData(" nameserver 192.0.2.1")]
    [InlineData("\tnameserver 192.0.2.1")]
    [InlineData("nameservers 192.0.2.1")]
    [InlineData("NAMESERVER 192.0.2.1")]
    public void Read_NoValidNameServer_TakesTheLocalOneAndListsTheLine(string line)
    {
        ResolvConf file = Read(line);

        Assert.Equal([new IPEndPoint(IPAddress.Loopback, 53)], file.Servers);
        Assert.Equal(1, Assert.Single(_folder.Problems).Line);
    }

    [Fact]
    public void Read_EmptyFile_TakesTheDefaults()
    {
        ResolvConf file = Read("");

        Assert.Equal([new IPEndPoint(IPAddress.Loopback, 53)], file.Servers);
        Assert.Empty(file.Search);
        Assert.Equal(1, file.Switches.Ndots);
        Assert.Equal(TimeSpan.FromSeconds(5), file.Switches.Timeout);
        Assert.Equal(2, file.Switches.Attempts);
        Assert.False(file.Switches.Rotate);
        Assert.False(file.Switches.UseTcp);
        Assert.Empty(_folder.Problems);
    }

    [Fact]
    public void Read_MissingFile_TakesTheSystemsServersAndIsNoProblem()
    {
        var file = ResolvConf.Read(
            _folder.Missing, new ResolverEnvironment(Domain: "example.com"), _folder.Problems, _folder.Settings);

        Assert.Equal(SystemServers.Find(hasFile: false, new SettingList()), file.Servers);
        Assert.Equal(["example.com"], file.Search);
        Assert.Empty(_folder.Problems);
    }

    [Fact]
    public void Read_UnreadableFile_TakesTheSystemsServersAndIsListed()
    {
        var file = ResolvConf.Read(_folder.FullName, new ResolverEnvironment(), _folder.Problems, _folder.Settings);

        Assert.NotEmpty(file.Servers);
        ConfigurationProblem problem = Assert.Single(_folder.Problems);
        Assert.Equal((_folder.FullName, 0), (problem.File, problem.Line));
    }

    [Theory]
    [InlineData("search a.example b.example", "a.example,b.example")]
    [InlineData("search a.example. b.example.", "a.example,b.example")]
    [InlineData("search a.example A.EXAMPLE b.example", "a.example,b.example")]
    [InlineData("domain a.example", "a.example")]
    [InlineData("domain a.example b.example", "a.example")]
    [InlineData("search a.example\ndomain b.example", "b.example")]
    [InlineData("domain b.example\nsearch a.example c.example", "a.example,c.example")]
    [InlineData("search a.example # office", "a.example,#,office")]
    [InlineData("search .", "")]
    [InlineData("domain .", "")]
    [InlineData("search a.example . b.example", "a.example,,b.example")]
    public void Read_SearchAndDomain_TheLastWins(string text, string expected)
    {
        Assert.Equal(expected, string.Join(',', Read(text, "local.example").Search));
        Assert.Empty(_folder.Problems);
    }

    [Theory]
    [InlineData("nameserver 192.0.2.1", "local.example", "local.example")]
    [InlineData("nameserver 192.0.2.1", "", "")]
    [InlineData("nameserver 192.0.2.1", "not..possible", "")]
    public void Read_NoSearchLine_TakesTheDomainOfTheHost(string text, string localDomain, string expected)
    {
        Assert.Equal(expected, string.Join(',', Read(text, localDomain).Search));
        Assert.Empty(_folder.Problems);
    }

    [Theory]
    [InlineData("search", "local.example")]
    [InlineData("domain", "local.example")]
    [InlineData("search a..b good.example", "good.example")]
    public void Read_MalformedSearch_IsListed(string text, string expected)
    {
        Assert.Equal(expected, string.Join(',', Read(text, "local.example").Search));
        Assert.Equal(1, Assert.Single(_folder.Problems).Line);
    }

    [Fact]
    public void Read_Comments_AreCut()
    {
        ResolvConf file = Read("; one\n# two\nnameserver 192.0.2.1 #three\nnameserver 192.0.2.2 ;four\n;five");

        Assert.Equal(2, file.Servers.Count);
        Assert.Empty(_folder.Problems);
    }

    [Fact]
    public void Read_SortlistAndUnknownKeywords_AreListed()
    {
        Read("sortlist 130.155.160.0/255.255.240.0\nlookup file bind\n");

        Assert.Equal([1, 2], _folder.Problems.Select(p => p.Line));
    }

    [Theory]
    [InlineData("x.example y.example", "x.example,y.example")]
    [InlineData(" x.example\ty.example ", "x.example,y.example")]
    [InlineData("", "")]
    [InlineData(".", "")]
    public void Read_LocalDomain_TakesThePlaceOfSearchAndDomain(string variable, string expected)
    {
        ResolvConf file = Read("search a.example\ndomain b.example\n", new ResolverEnvironment(LocalDomain: variable));

        Assert.Equal(expected, string.Join(',', file.Search));
        Assert.All(_folder.Problems, p => Assert.Contains("LOCALDOMAIN", p.Reason));
        Assert.Equal([1, 2], _folder.Problems.Select(p => p.Line));
    }

    [Fact]
    public void Read_ResOptions_ComeBehindThoseOfTheFile()
    {
        ResolvConf file = Read("options ndots:2 timeout:3\n", new ResolverEnvironment(Options: "ndots:4\trotate x"));

        Assert.Equal((4, 3, true), (file.Switches.Ndots, file.Switches.Timeout.TotalSeconds, file.Switches.Rotate));
        ConfigurationProblem problem = Assert.Single(_folder.Problems);
        Assert.Equal("RES_OPTIONS", problem.File);
        Assert.Contains("option x is ignored", problem.Reason);
    }

    [Fact]
    public void Read_Settings_TellFileAndLine()
    {
        string path = _folder.Write("# first\nnameserver 192.0.2.1\nsearch a.example b.example\noptions ndots:2 rotate\n");
        ResolvConf.Read(path, new ResolverEnvironment(Options: "timeout:7"), _folder.Problems, _folder.Settings);

        Assert.Equal(
            [
                $"ndots 2 ({path}:4)", "timeout 7 s (RES_OPTIONS)", "attempts 2 (default)",
                $"nameserver 192.0.2.1 ({path}:2)", $"search a.example ({path}:3)", $"search b.example ({path}:3)",
                $"rotate yes ({path}:4)",
            ],
            _folder.Settings.Settings.Select(s => s.ToString()));
    }

    [Fact]
    public void Read_ThisMachinesFile_GivesAServer()
    {
        var file = ResolvConf.Read(
            SystemPaths.ResolvConf, new ResolverEnvironment(), _folder.Problems, _folder.Settings);

        Assert.NotEmpty(file.Servers);
    }
}
