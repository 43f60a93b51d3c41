namespace GetXByY.Cli.Tests;

public sealed class UsageTests
{
    private const string ServerHint = "is no address of a server; write 192.0.2.1, 192.0.2.1:5353, ::1 or [::1]:5353";
    private const string TimeHint = "is no time from 1 ms to 24 days; write it with a unit, as in 500ms, 5s or 2m";
    private const string ServiceHint = "write NAME, PORT, NAME/PROTOCOL or PORT/PROTOCOL, as in 53/udp";

    [Theory]
    [InlineData("no command was given; write host, service, protocol, config or demo")]
    [InlineData("Unrecognized command or argument 'foo'", "foo")]
    [InlineData("Unrecognized command or argument '@names'", "@names")]
    public async Task Tool_WrongCommand_IsWrongUsage(string line, params string[] args) =>
        (await Tool.RunAsync(args)).IsWrongUsage(line, "");

    [Theory]
    [InlineData("Required argument 'NAME|ADDRESS' missing for command: 'host'")]
    [InlineData("host '': the argument is empty", "")]
    [InlineData("host '': the argument is empty", "localhost", "")]
    [InlineData("host '--jsn': there is no such option, and no name begins with '-'", "--jsn", "x")]
    [InlineData("host '-x': there is no such option, and no name begins with '-'", "--", "-x")]
    [InlineData("option '--hosts': there is no file '/no/such'", "--hosts", "/no/such", "x")]
    [InlineData("option '--hosts': '/' is a folder, not a file", "--hosts", "/", "x")]
    [InlineData("option '--resolv-conf': there is no file '/no/such'", "--resolv-conf", "/no/such", "x")]
    [InlineData("option '--gai-conf': there is no file '/no/such'", "--gai-conf", "/no/such", "x")]
    [InlineData("option '--nsswitch': there is no file ''", "--nsswitch", "", "x")]
    [InlineData("option '--family': 'inet5' is no family; write any, inet or inet6", "--family", "inet5", "x")]
    [InlineData("Required argument missing for option: '--timeout'", "x", "--timeout")]
    [InlineData("Option '--timeout' expects a single argument but 2 were provided",
        "--timeout", "1s", "--timeout", "2s", "x")]
    public async Task Host_WrongArguments_AreWrongUsage(string line, params string[] args) =>
        (await Tool.RunAsync(["host", .. args])).IsWrongUsage(line, "host ");

    [Theory]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("0s")]
    [InlineData("-1s")]
    [InlineData("5h")]
    [InlineData("5sm")]
    [InlineData("0.5ms")]
    [InlineData("25000m999")]
    [InlineData("34561m")]
    [InlineData("NaNs")]
    [InlineData("Infinitys")]
    [InlineData("1e3s")]
    public async Task Host_WrongTimeout_IsWrongUsage(string time) =>
        (await Tool.RunAsync("host", $"--timeout={time}", "x"))
            .IsWrongUsage($"option '--timeout': '{time}' {TimeHint}", "host ");

    [Theory]
    [InlineData("ns.test")]
    [InlineData("127.1")]
    [InlineData("127.0.0.1:")]
    [InlineData("127.0.0.1:0")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("[127.0.0.1]:53")]
    [InlineData("[::1]53")]
    [InlineData("[::1")]
    [InlineData("[::1]:")]
    [InlineData("::1/64")]
    public async Task Host_WrongServer_IsWrongUsage(string server) =>
        (await Tool.RunAsync("host", "--server", server, "x"))
            .IsWrongUsage($"option '--server': '{server}' {ServerHint}", "host ");

    [Fact]
    public async Task Host_SeventeenServers_AreWrongUsage() =>
        (await Tool.RunAsync(["host", "x", .. Enumerable.Repeat("--server=127.0.0.1", 17)]))
            .IsWrongUsage("option '--server': there may be at most 16 servers, not 17", "host ");

    [Theory]
    [InlineData("70000", "the port is out of range; ports are 0 to 65535")]
    [InlineData("99999999999999999999/tcp", "the port is out of range; ports are 0 to 65535")]
    [InlineData("53/", ServiceHint)]
    [InlineData("/tcp", ServiceHint)]
    [InlineData("/", ServiceHint)]
    [InlineData("53/udp/x", ServiceHint)]
    [InlineData("-1", "there is no such option, and no name begins with '-'")]
    public async Task Service_WrongArgument_IsWrongUsage(string argument, string problem) =>
        (await Tool.RunAsync("service", "https", argument))
            .IsWrongUsage($"service '{argument}': {problem}", "service ");

    [Theory]
    [InlineData("65536", "the number is out of range; numbers are 0 to 65535")]
    [InlineData("99999999999999999999", "the number is out of range; numbers are 0 to 65535")]
    [InlineData("", "the argument is empty")]
    public async Task Protocol_WrongArgument_IsWrongUsage(string argument, string problem) =>
        (await Tool.RunAsync("protocol", argument))
            .IsWrongUsage($"protocol '{argument}': {problem}", "protocol ");

    [Fact]
    public async Task Version_Asked_IsOneLine()
    {
        string line = Assert.Single((await Tool.RunAsync("--version")).Found());

        Assert.Matches(@"^getxbyy \d+\.\d+\.\d+$", line);
    }

    [Theory]
    [InlineData("Exit codes", "--help")]
    [InlineData("getxbyy host <NAME|ADDRESS>... [options]", "host", "--help")]
    [InlineData("getxbyy service https/tcp 53/udp", "service", "-h")]
    [InlineData("getxbyy protocol tcp 17", "protocol", "--help", "--bogus")]
    public async Task Help_Asked_TellsSyntaxAndExamples(string part, params string[] args)
    {
        Finished run = await Tool.RunAsync(args);

        Assert.Contains(part, run.Output);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.Code);
    }
}
