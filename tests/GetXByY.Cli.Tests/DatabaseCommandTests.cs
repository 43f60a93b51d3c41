namespace GetXByY.Cli.Tests;

public sealed class DatabaseCommandTests : IAsyncLifetime
{
    private readonly Tool _tool = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _tool.DisposeAsync();

    [Theory]
    [InlineData("http/tcp", "http                  80/tcp www web")]
    [InlineData("80", "http                  80/tcp www web")]
    [InlineData("web", "http                  80/tcp www web")]
    [InlineData("domain", "domain                53/tcp")]
    [InlineData("53/udp", "domain                53/udp")]
    [InlineData("3com-x", "3com-x                106/tcp")]
    public async Task Service_Known_PrintsTheLineOfGetent(string argument, string line) =>
        Assert.Equal([line], (await _tool.ServiceAsync(argument)).Found());

    [Theory]
    [InlineData("nope", "service 'nope': there is no such service in")]
    [InlineData("http/udp", "service 'http' of protocol 'udp': there is no such service in")]
    [InlineData("1", "port '1': there is no such service in")]
    public async Task Service_Unknown_IsNotFound(string argument, string line)
    {
        Finished run = await _tool.ServiceAsync(argument);

        Assert.Equal($"getxbyy: {line} {_tool.Services}\n", run.Error);
        Assert.Equal("", run.Output);
        Assert.Equal(2, run.Code);
    }

    [Theory]
    [InlineData("tcp", "tcp                   6 TCP")]
    [InlineData("UDP", "udp                   17 UDP")]
    [InlineData("6", "tcp                   6 TCP")]
    [InlineData("262", "mptcp                 262 MPTCP")]
    public async Task Protocol_Known_PrintsTheLineOfGetent(string argument, string line) =>
        Assert.Equal([line], (await _tool.ProtocolAsync(argument)).Found());

    [Fact]
    public async Task Protocol_Unknown_IsNotFound()
    {
        Finished run = await _tool.ProtocolAsync("7", "tcp", "nope");

        Assert.Equal(
            $"getxbyy: protocol '7': there is no such protocol in {_tool.Protocols}\n" +
            $"getxbyy: protocol 'nope': there is no such protocol in {_tool.Protocols}\n", run.Error);
        Assert.Equal(["tcp                   6 TCP"], run.OutputLines);
        Assert.Equal(2, run.Code);
    }

    [Fact]
    public async Task Service_MalformedLines_AreSkipped()
    {
        string services = _tool.Write("bad-services", "http 80\nhttp eighty/tcp\nhttp 8080/tcp\n");

        Finished run = await Tool.RunAsync("service", "--services", services, "--verbose", "http");

        Assert.Equal(["http                  8080/tcp"], run.OutputLines);
        Assert.Contains($"getxbyy: skipped: {services}:1: ", run.Error);
        Assert.Contains($"getxbyy: skipped: {services}:2: ", run.Error);
        Assert.Equal(0, run.Code);
    }
}
