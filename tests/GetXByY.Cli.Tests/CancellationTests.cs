using System.Text.Json;
using GetXByY.Testing;

namespace GetXByY.Cli.Tests;

public sealed class CancellationTests : IAsyncLifetime
{
    private readonly Tool _tool = new();
    private readonly CancellationTokenSource _source = new();

    public ValueTask InitializeAsync()
    {
        _tool.Server.BehaveByDefault(ServerBehaviour.Silence);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _source.Dispose();
        await _tool.DisposeAsync();
    }

    [Fact]
    public async Task Host_Cancelled_TellsHowManyAndKeepsWhatWasFound()
    {
        Finished run = await CancelAsync("localhost", "silent.test", "silent.test");

        Assert.Equal("127.0.0.1       localhost\n", run.Output);
        Assert.Equal("getxbyy: interrupted: 2 of 3 look-ups cancelled\n", run.Error);
        Assert.Equal(130, run.Code);
    }

    [Fact]
    public async Task Host_CancelledWithJson_HasAnObjectForEachArgument()
    {
        Finished run = await CancelAsync("--json", "localhost", "silent.test");

        JsonElement[] objects = [.. run.OutputLines.Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal("localhost", objects[0].GetProperty("name").GetString());
        Assert.Equal("silent.test", objects[1].GetProperty("query").GetString());
        Assert.Equal("Cancelled", objects[1].GetProperty("error").GetString());
        Assert.Equal("getxbyy: interrupted: 1 of 2 look-ups cancelled\n", run.Error);
    }

    [Fact]
    public async Task Host_CancelledWhenAllWasFound_IsNoError()
    {
        await _source.CancelAsync();

        // Cancelled from the start: each look-up either ended before it could be cancelled, or says that it was.
        Finished run = await Tool.RunAsync(_tool.HostArguments("localhost"), _source.Token);

        Assert.Equal(run.Output == "" ? 130 : 0, run.Code);
        Assert.Equal(run.Output == "" ? "getxbyy: interrupted: 1 of 1 look-ups cancelled\n" : "", run.Error);
    }

    [Theory]
    [InlineData("--json", "{\"query\":\"localhost\",\"error\":\"Cancelled\"")]
    [InlineData("--verbose", "")]
    public async Task Host_CancelledWhileAFileIsRead_Ends(string option, string output)
    {
        // Reading it takes far longer than to see that there is nothing to wait for.
        string hosts = _tool.Write("long-hosts", string.Concat(Enumerable.Repeat("192.0.2.1 a.test\n", 900_000)));
        await _source.CancelAsync();

        Finished finished = await Tool.RunAsync(["host", "--hosts", hosts, option, "localhost"], _source.Token);

        Assert.StartsWith(output, finished.Output);
        Assert.Equal("getxbyy: interrupted: 1 of 1 look-ups cancelled\n", finished.Error);
        Assert.Equal(130, finished.Code);
    }

    // Cancels when the first result is out and the others are asked for.
    private async Task<Finished> CancelAsync(params string[] args)
    {
        await using var output = new WatchedWriter();
        Task<Finished> run = Tool.RunAsync(_tool.HostArguments(args), output, _source.Token);
        await output.Seen;
        await _tool.Server.WaitForQueriesAsync("silent.test", 1, TestContext.Current.CancellationToken);
        await _source.CancelAsync();
        return await run;
    }
}
