using System.Diagnostics.Tracing;
using GetXByY.Testing;
using GetXByY.Tests.Tasks;

namespace GetXByY.Tests.Telemetry;

/// <summary>What listeners of the event source are told of look-ups.</summary>
[Collection(nameof(OneListener))]
public sealed class EventSourceTests
{
    [Fact(Timeout = 60_000)]
    public async Task Events_OfEachEnd_HaveTheNumberOfTheirStart()
    {
        await using var f = new NameResolverFixture();
        f.Server.Add("www.test", "192.0.2.1");
        f.Server.Behave("silent.test", ServerBehaviour.Silence);
        using var ear = new EventEar();
        await f.Resolver.GetHostByNameAsync("www.test");
        await f.Resolver.TryGetHostByNameAsync("none.test");
        f.Resolver.StartGetHostByName("silent.test").Cancel();
        object?[] started = [.. (await ear.WaitForAsync("LookupStart", 3)).Select(e => e.Payload![0])];
        EventWrittenEventArgs found = Assert.Single(await ear.WaitForAsync("LookupStop"));
        EventWrittenEventArgs failed = Assert.Single(await ear.WaitForAsync("LookupFailed"));
        EventWrittenEventArgs cancelled = Assert.Single(await ear.WaitForAsync("LookupCancelled"));
        Assert.Equal(started, [found.Payload![0], failed.Payload![0], cancelled.Payload![0]]);
        Assert.Equal("host_not_found", failed.Payload[2]);
        Assert.InRange(Assert.IsType<double>(found.Payload[1]), 0, 30_000);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(TelemetryKinds.None, "")]
    [InlineData(TelemetryKinds.Metrics, "")]
    [InlineData(TelemetryKinds.Events, "www.test")]
    public async Task Start_Name_IsThereIfWanted(TelemetryKinds names, string expected)
    {
        await using var f = new NameResolverFixture(o => o.QuestionNamesIn = names);
        using var ear = new EventEar();
        await f.Resolver.TryGetHostByNameAsync("www.test");
        EventWrittenEventArgs start = Assert.Single(await ear.WaitForAsync("LookupStart"));
        Assert.Equal(["hosts", expected], start.Payload!.Skip(1));
    }

    // As dotnet-counters sees them: once a second.
    [Fact(Timeout = 60_000)]
    public async Task Counters_Listened_AreAllReported()
    {
        await using var f = new NameResolverFixture();
        using var ear = new EventEar();
        await f.Resolver.TryGetHostByNameAsync("none.test");
        await ear.WaitForAsync("LookupFailed");
        string[] names = ["lookups-started", "lookups-failed", "lookups-cancelled", "current-lookups", "lookup-duration"];
        foreach (string name in names)
        {
            var counter = (IDictionary<string, object?>)(await ear.Heard.WaitForAsync(1, e => NameOf(e) == name))[^1].Payload![0]!;
            if (name == "lookups-failed")
                Assert.InRange((double)counter["Mean"]!, 1, double.MaxValue);
            if (name == "current-lookups")
                Assert.Equal(0, (double)counter["Mean"]!);
        }
    }

    private static string? NameOf(EventWrittenEventArgs e) => e.EventName == "EventCounters"
        ? ((IDictionary<string, object?>)e.Payload![0]!)["Name"] as string
        : null;
}
