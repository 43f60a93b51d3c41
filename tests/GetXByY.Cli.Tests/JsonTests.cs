using System.Text.Json;
using System.Text.Json.Nodes;
using GetXByY.Testing;

namespace GetXByY.Cli.Tests;

public sealed class JsonTests : IAsyncLifetime
{
    private readonly Tool _tool = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _tool.DisposeAsync();

    [Fact]
    public async Task Host_Json_HasTheDocumentedProperties() => Equal(
        """{"query":"seven","name":"seven.test","aliases":["seven","siete"],"addresses":["192.0.2.7"]}""",
        await _tool.HostAsync("--json", "seven"));

    [Fact]
    public async Task Host_JsonFromDns_HasItsTtl()
    {
        _tool.Server.Add("www.test", TimeSpan.FromSeconds(90), System.Net.IPAddress.Parse("192.0.2.1"));
        Equal(
            """{"query":"www.test","name":"www.test","aliases":[],"addresses":["192.0.2.1"],"ttl":90}""",
            await _tool.HostAsync("--json", "www.test"));
    }

    [Fact]
    public async Task Service_Json_HasTheDocumentedProperties() => Equal(
        """{"query":"80/tcp","name":"http","port":80,"protocol":"tcp","aliases":["www","web"]}""",
        await _tool.ServiceAsync("--json", "80/tcp"));

    [Fact]
    public async Task Protocol_Json_HasTheDocumentedProperties() => Equal(
        """{"query":"tcp","name":"tcp","number":6,"aliases":["TCP"]}""", await _tool.ProtocolAsync("--json", "tcp"));

    [Fact]
    public async Task Host_JsonOfFailures_IsOnStandardOutputInOrder()
    {
        _tool.Server.Behave("empty.test", ServerBehaviour.NoData);
        _tool.Server.Behave("broken.test", ServerBehaviour.Code(AnswerCode.ServerFailure));
        _tool.Server.Behave("refused.test", ServerBehaviour.Code(AnswerCode.Refused));

        Finished run = await _tool.HostAsync(
            "--json", "nobody.test", "empty.test", "localhost", "broken.test", "refused.test", "tab\t\"é");

        JsonElement[] objects = [.. run.OutputLines.Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(
            ["HostNotFound", "NoData", null, "TryAgain", "NoRecovery", "HostNotFound"],
            objects.Select(o => o.TryGetProperty("error", out JsonElement error) ? error.GetString() : null));
        Assert.All(objects, o => Assert.Equal(
            o.TryGetProperty("error", out _), o.TryGetProperty("message", out JsonElement text) && text.GetString() != ""));
        Assert.Equal("tab\t\"é", objects[5].GetProperty("query").GetString());
        Assert.Equal("", run.Error);
        Assert.Equal(3, run.Code);
    }

    private static void Equal(string json, Finished run) =>
        Assert.Equal(JsonNode.Parse(json)!.ToJsonString(), JsonNode.Parse(Assert.Single(run.Found()))!.ToJsonString());
}
