using GetXByY.Testing;

namespace GetXByY.Cli.Tests;

public sealed class HostCommandTests : IAsyncLifetime
{
    private readonly Tool _tool = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _tool.DisposeAsync();

    [Fact]
    public async Task Host_NameInFile_PrintsTheLineOfGetent()
    {
        Finished run = await _tool.HostAsync("localhost");

        Assert.Equal("127.0.0.1       localhost\n", run.Output);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public async Task Host_Aliases_StandBehindTheName() =>
        Assert.Equal(["192.0.2.7       seven.test seven siete"], (await _tool.HostAsync("siete")).Found());

    [Fact]
    public async Task Host_Address_PrintsItsNames() =>
        Assert.Equal(["192.0.2.7       seven.test seven siete"], (await _tool.HostAsync("192.0.2.7")).Found());

    [Fact]
    public async Task Host_AddressOnServer_AsksForItsPointer()
    {
        _tool.Server.AddPointer(Tool.Address("2001:db8::5"), "five.test");

        Assert.Equal(["2001:db8::5     five.test"], (await _tool.HostAsync("2001:db8::5")).Found());
    }

    // Which family comes first depends on what this machine can reach.
    [Theory]
    [InlineData("any", "192.0.2.8       both.test", "2001:db8::8     both.test")]
    [InlineData("inet", "192.0.2.8       both.test")]
    [InlineData("inet6", "2001:db8::8     both.test")]
    public async Task Host_Family_ChoosesTheAddresses(string family, params string[] lines) =>
        Assert.Equal(
            lines, (await _tool.HostAsync("--family", family, "both.test")).Found().Order(StringComparer.Ordinal));

    [Fact]
    public async Task Host_AddressOfOtherFamily_IsNotFound()
    {
        Finished run = await _tool.HostAsync("--family", "inet6", "192.0.2.7");

        Assert.Equal("getxbyy: host '192.0.2.7': it is an address of another family than the wanted one\n", run.Error);
        Assert.Equal(2, run.Code);
    }

    [Fact]
    public async Task Host_AliasOnServer_PrintsTheCanonicalNameFirst()
    {
        _tool.Server.Add("real.test", "198.51.100.1", "198.51.100.2");
        _tool.Server.AddAlias("www.test", "real.test");

        Assert.Equal(
            ["198.51.100.1    real.test www.test", "198.51.100.2    real.test www.test"],
            (await _tool.HostAsync("--family", "inet", "www.test")).Found());
    }

    [Fact]
    public async Task Host_ShortFormOfAddress_IsAName() =>
        Assert.Equal(["127.0.0.1       127.1"], (await _tool.HostAsync("127.1")).Found());

    [Fact]
    public async Task Host_FirstAnswerComesLast_KeepsTheOrderOfTheArguments()
    {
        _tool.Server.Add("slow.test", "198.51.100.1");
        _tool.Server.Add("fast.test", "198.51.100.2");
        var gate = new ServerGate();
        _tool.Server.Behave("slow.test", ServerBehaviour.Answer.HeldBy(gate));

        Task<Finished> run = _tool.HostAsync("--family", "inet", "slow.test", "fast.test");
        // Both were asked before either was answered, so they run at once.
        await _tool.Server.WaitForQueriesAsync("fast.test", 1, TestContext.Current.CancellationToken);
        gate.Open();

        Assert.Equal(["198.51.100.1    slow.test", "198.51.100.2    fast.test"], (await run).Found());
    }

    [Fact]
    public async Task Host_UnknownName_SaysSoInOneLine()
    {
        Finished run = await _tool.HostAsync("nobody.test", "localhost");

        Assert.Equal("getxbyy: host 'nobody.test': there is no such name\n", run.Error);
        Assert.Equal("127.0.0.1       localhost\n", run.Output);
        Assert.Equal(2, run.Code);
    }

    [Fact]
    public async Task Host_ControlsInName_StayOnTheLine()
    {
        Finished run = await _tool.HostAsync("a\nb\u001b[2J\u202e");

        Assert.StartsWith(@"getxbyy: host 'a\u000ab\u001b[2J\u202e': it is not a possible host name", run.Error);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
        Assert.Equal(2, run.Code);
    }

    [Fact]
    public async Task Host_Silence_EndsAtItsTimeout()
    {
        _tool.Server.Behave("silent.test", ServerBehaviour.Silence);

        Finished run = await _tool.HostAsync("--timeout", "30ms", "silent.test");

        Assert.Equal(
            "getxbyy: host 'silent.test': it was not answered before the deadline; allow more time, or see whether the name servers can be reached\n", run.Error);
        Assert.Equal(3, run.Code);
    }

    [Fact]
    public async Task Host_NsSwitchWithoutDns_AsksNobody()
    {
        string filesOnly = _tool.Write("files-only", "hosts: files\n");

        Finished run = await Tool.RunAsync(
            "host", "--server", _tool.Server.EndPoint.ToString(), "--hosts", _tool.Hosts, "--nsswitch", filesOnly,
            "--resolv-conf", _tool.ResolvConf, "nobody.test");

        Assert.Equal(2, run.Code);
        Assert.Equal(0, _tool.Server.QueryCount);
    }

    [Fact]
    public async Task Host_ServerInResolvConf_IsTaken()
    {
        string resolvConf = _tool.Write("elsewhere", "nameserver 127.0.0.1\nsearch example.test\n");
        _tool.Server.Add("short.example.test", "198.51.100.9");

        Finished run = await Tool.RunAsync(
            "host", "--server", _tool.Server.EndPoint.ToString(), "--hosts", _tool.Hosts,
            "--nsswitch", _tool.NsSwitch, "--resolv-conf", resolvConf, "--family", "inet", "short");

        Assert.Equal("198.51.100.9    short.example.test", Assert.Single(run.Found()).Split(" short ")[0]);
    }

    [Theory]
    [InlineData("precedence ::ffff:127.0.1.1/128 100\n", "127.0.1.1", "127.0.2.1")]
    [InlineData("precedence ::ffff:127.0.2.1/128 100\n", "127.0.2.1", "127.0.1.1")]
    public async Task Host_GaiConf_OrdersAddresses(string gaiConf, string first, string second)
    {
        string hosts = _tool.Write("twin-hosts", "127.0.1.1 twin.test\n127.0.2.1 twin.test\n");

        Finished run = await Tool.RunAsync(
            "host", "--hosts", hosts, "--nsswitch", _tool.NsSwitch, "--resolv-conf", _tool.ResolvConf,
            "--gai-conf", _tool.Write("gai.conf", gaiConf), "twin.test");

        Assert.Equal([first, second], run.Found().Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task Host_SkippedLines_AreToldOnlyWhenVerbose()
    {
        string hosts = _tool.Write("bad-hosts", "nonsense\n127.0.0.1 localhost\n");

        Finished quiet = await Tool.RunAsync("host", "--hosts", hosts, "localhost");
        Finished verbose = await Tool.RunAsync("host", "--hosts", hosts, "--verbose", "localhost");

        Assert.Equal("", quiet.Error);
        Assert.Contains($"getxbyy: skipped: {hosts}:1: ", verbose.Error);
        Assert.Equal(quiet.Output, verbose.Output);
        Assert.Equal(0, verbose.Code);
    }

    [Theory]
    [InlineData("b\u00FCcher.test")]
    [InlineData("B\u00DCCHER.TEST")]
    [InlineData("xn--bcher-kva.test")]
    public async Task Host_NameBeyondAsciiInTheHostsFile_IsFound(string name)
    {
        string hosts = _tool.Write("idn-hosts", "192.0.2.9 b\u00FCcher.test buch\n");

        Finished run = await Tool.RunAsync("host", "--hosts", hosts, "--nsswitch", _tool.NsSwitch, name);

        Assert.Equal("192.0.2.9       b\u00FCcher.test buch\n", run.Output);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public async Task Host_FileThatIsReadOnlyInPart_IsToldWithoutBeingAsked()
    {
        string hosts = _tool.Write("huge-hosts", "127.0.0.1 localhost\n# " + new string('x', 16 << 20) + "\n");

        Finished run = await Tool.RunAsync("host", "--hosts", hosts, "localhost");

        Assert.Equal($"getxbyy: {hosts}: is longer than 16 MiB; the rest is ignored\n", run.Error);
        Assert.Equal("127.0.0.1       localhost\n", run.Output);
        Assert.Equal(0, run.Code);
    }

    [Fact]
    public async Task Host_FileOfProblems_IsQuietUnlessVerbose()
    {
        string hosts = _tool.Write(
            "bad-hosts", string.Concat(Enumerable.Repeat("nonsense\n", 200)) + "127.0.0.1 localhost\n");

        Finished run = await Tool.RunAsync("host", "--hosts", hosts, "localhost");

        Assert.Equal("", run.Error);
        Assert.Equal(0, run.Code);
    }
}
