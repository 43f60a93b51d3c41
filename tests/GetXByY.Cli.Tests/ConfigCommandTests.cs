using System.Text.Json;

namespace GetXByY.Cli.Tests;

public sealed class ConfigCommandTests : IAsyncLifetime
{
    private readonly Tool _tool = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _tool.DisposeAsync();

    private Task<Finished> RunAsync(string resolvConf, string nsSwitch, params string[] args) => Tool.RunAsync(
    [
        "config", "--resolv-conf", _tool.Write("resolv.conf", resolvConf), "--nsswitch",
        _tool.Write("nsswitch.conf", nsSwitch), "--hosts", _tool.Hosts, "--services", _tool.Services, "--protocols",
        _tool.Protocols, .. args,
    ]);

    [Fact]
    public async Task Config_Files_PrintsSettingsWithFileAndLine()
    {
        Finished run = await RunAsync(
            "# first\nnameserver 192.0.2.1\nsearch a.test\noptions rotate\n", "hosts: files [NOTFOUND=return] dns\n");

        string[] lines = [.. run.Found().Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
        Assert.Contains($"nameserver 192.0.2.1 {_tool.ResolvConf}:2", lines);
        Assert.Contains($"search a.test {_tool.ResolvConf}:3", lines);
        Assert.Contains($"rotate yes {_tool.ResolvConf}:4", lines);
        Assert.Contains("ndots 1 default", lines);
        Assert.Contains($"hosts files [NOTFOUND=return] {_tool.NsSwitch}:1", lines);
        Assert.Contains($"hosts-file 4 entries {_tool.Hosts}", lines);
        Assert.Contains($"services 4 entries {_tool.Services}", lines);
        Assert.DoesNotContain("ignored:", lines);
    }

    [Fact]
    public async Task Config_IgnoredLines_AreListedWithTheReason()
    {
        Finished run = await RunAsync("nameserver nonsense\noptions debug\n", "hosts: files nis\n");

        string[] ignored = [.. run.Found().SkipWhile(l => l != "ignored:").Skip(1)];
        Assert.Equal(3, ignored.Length);
        Assert.Equal(
            $"  {_tool.ResolvConf}:1: this is no IPv4 or IPv6 address: nameserver nonsense", ignored[0]);
        Assert.StartsWith($"  {_tool.ResolvConf}:2: option debug is ignored: ", ignored[1]);
        Assert.StartsWith($"  {_tool.NsSwitch}:1: source nis cannot be asked", ignored[2]);
    }

    [Fact]
    public async Task Config_Json_IsOneObjectWithSettingsAndIgnored()
    {
        Finished run = await RunAsync("nameserver 192.0.2.1\nlookup file\n", "hosts: dns\n", "--json");

        using var json = JsonDocument.Parse(Assert.Single(run.Found()));
        JsonElement server = json.RootElement.GetProperty("settings").EnumerateArray()
            .Single(s => s.GetProperty("name").GetString() == "nameserver");
        Assert.Equal(
            ("192.0.2.1", _tool.ResolvConf, 1),
            (server.GetProperty("value").GetString(), server.GetProperty("origin").GetString(),
                server.GetProperty("line").GetInt32()));
        JsonElement ignored = Assert.Single(json.RootElement.GetProperty("ignored").EnumerateArray());
        Assert.Equal((2, "lookup file"), (ignored.GetProperty("line").GetInt32(), ignored.GetProperty("text").GetString()));
        Assert.StartsWith("unknown keyword", ignored.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Config_GaiConf_IsReadAndItsMistakesListed()
    {
        string gaiConf = _tool.Write("gai.conf", "precedence ::ffff:0:0/96 100\nlabel 192.0.2.0/24 7\n");

        Finished run = await RunAsync("", "hosts: dns\n", "--gai-conf", gaiConf);

        string[] lines = [.. run.Found().Select(l => string.Join(' ', l.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
        Assert.Contains($"precedence ::ffff:0:0/96 100 {gaiConf}:1", lines);
        Assert.StartsWith($"{gaiConf}:2: the prefix must be IPv6", lines[^1]);
    }

    [Fact]
    public async Task Config_ControlsInAFile_CannotSteerTheTerminal()
    {
        Finished run = await RunAsync("search \u202Eevil.test\nnameserver \u001b[31m\n", "hosts: dns\n");

        Assert.DoesNotContain(run.Found(), l => l.Contains('\u001b') || l.Contains('\u202E'));
    }

    [Fact]
    public async Task Config_MissingFile_IsWrongUsage()
    {
        Finished run = await Tool.RunAsync("config", "--resolv-conf", "/no/such/file");

        run.IsWrongUsage("option '--resolv-conf': there is no file '/no/such/file'", "config ");
    }
}
