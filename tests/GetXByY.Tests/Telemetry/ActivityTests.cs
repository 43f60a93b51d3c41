using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using GetXByY.Testing;
using GetXByY.Tests.Tasks;

namespace GetXByY.Tests.Telemetry;

/// <summary>What listeners of the activity source are told of look-ups.</summary>
[Collection(nameof(OneListener))]
public sealed class ActivityTests
{
    [Fact(Timeout = 60_000)]
    public async Task Activity_Found_TellsNoNameUnlessWanted()
    {
        await using var f = new NameResolverFixture();
        f.Server.Add("www.test", "192.0.2.1");
        using var ear = new ActivityEar();
        await f.Resolver.GetHostByNameAsync("www.test", AddressFamily.InterNetwork);
        Activity activity = await ear.NextAsync();
        Assert.Equal(("GetXByY.Lookup", "DNS lookup"), (activity.OperationName, activity.DisplayName));
        Assert.Equal(ActivityStatusCode.Unset, activity.Status);
        Assert.Equal(["getxbyy.database=hosts", "getxbyy.outcome=found"], TagsOf(activity));
        Assert.True(activity.Duration > TimeSpan.Zero);
    }

    [Fact(Timeout = 60_000)]
    public async Task Activity_NamesWanted_TellsQuestionAndAnswers()
    {
        await using var f = new NameResolverFixture(o => o.QuestionNamesIn = TelemetryKinds.Activities);
        f.Server.Add("www.test", "192.0.2.1");
        f.Server.Add("www.test", "2001:db8::1");
        using var ear = new ActivityEar();
        await f.Resolver.GetHostByNameAsync("www.test");
        Activity activity = await ear.NextAsync();
        Assert.Equal("DNS lookup www.test", activity.DisplayName);
        Assert.Equal("www.test", activity.GetTagItem("dns.question.name"));
        Assert.Equal(["2001:db8::1", "192.0.2.1"], Assert.IsType<string[]>(activity.GetTagItem("dns.answers")));
    }

    [Fact(Timeout = 60_000)]
    public async Task Activity_Reverse_SaysSo()
    {
        await using var f = new NameResolverFixture(o => o.QuestionNamesIn = TelemetryKinds.Activities);
        using var ear = new ActivityEar();
        await f.Resolver.TryGetHostByAddressAsync(IPAddress.Parse("192.0.2.1"));
        Activity activity = await ear.NextAsync();
        Assert.Equal("DNS reverse lookup 192.0.2.1", activity.DisplayName);
        Assert.Equal(ActivityStatusCode.Error, activity.Status);
        Assert.Equal("host_not_found", activity.GetTagItem("error.type"));
        Assert.Null(activity.GetTagItem("dns.answers"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Activity_Service_NamesItsDatabase()
    {
        await using var f = new NameResolverFixture(o => o.QuestionNamesIn = TelemetryKinds.Activities);
        using var ear = new ActivityEar();
        await f.Resolver.GetServiceByPortAsync(80, "tcp");
        Activity activity = await ear.NextAsync();
        Assert.Equal("service lookup 80/tcp", activity.DisplayName);
        Assert.Equal("services", activity.GetTagItem("getxbyy.database"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Activity_Cancelled_EndsOnceAsCancelled()
    {
        await using var f = new NameResolverFixture();
        f.Server.BehaveByDefault(ServerBehaviour.Silence);
        using var ear = new ActivityEar();
        using var cancel = new CancellationTokenSource();
        Task<HostEntry> look = f.Resolver.GetHostByNameAsync("www.test", cancel.Token).AsTask();
        await f.Server.WaitForQueriesAsync(2);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => look);
        Activity activity = await ear.NextAsync();
        Assert.Equal(
            ["error.type=cancelled", "getxbyy.database=hosts", "getxbyy.outcome=cancelled"], TagsOf(activity));
    }

    [Fact(Timeout = 60_000)]
    public async Task Activity_Attempts_AreEvents()
    {
        await using var f = new NameResolverFixture();
        f.Server.Add("www.test", "192.0.2.1");
        f.Server.Behave("www.test", ServerBehaviour.Truncated);
        using var ear = new ActivityEar();
        await f.Resolver.GetHostByNameAsync("www.test", AddressFamily.InterNetwork);
        Activity activity = await ear.NextAsync();
        Assert.All(activity.Events, e => Assert.Equal("dns.attempt", e.Name));
        string prefix = $"server.address=127.0.0.1 server.port={f.Server.EndPoint.Port}";
        Assert.Equal(
            [$"network.transport=udp {prefix}", $"network.transport=tcp {prefix}"],
            activity.Events.Select(e => string.Join(' ', e.Tags.OrderBy(t => t.Key).Select(t => $"{t.Key}={t.Value}"))));
    }

    [Fact(Timeout = 60_000)]
    public async Task Activity_OfACaller_IsTheParentAndStaysCurrent()
    {
        await using var f = new NameResolverFixture();
        f.Server.Add("www.test", "192.0.2.1");
        using var ear = new ActivityEar();
        using Activity caller = new Activity("caller").Start();
        Lookup<HostEntry> look = f.Resolver.StartGetHostByName("www.test");
        Assert.Same(caller, Activity.Current);
        await look.Completion;
        Assert.Same(caller, Activity.Current);
        Activity activity = await ear.NextAsync();
        Assert.Equal((caller.TraceId, caller.SpanId), (activity.TraceId, activity.ParentSpanId));
    }

    [Fact(Timeout = 60_000)]
    public async Task Activity_NotSampled_HarmsNothing()
    {
        await using var f = new NameResolverFixture();
        f.Server.Add("www.test", "192.0.2.1");
        using var ear = new ActivityEar(ActivitySamplingResult.None);
        Assert.Equal("www.test", (await f.Resolver.GetHostByNameAsync("www.test")).Name);
        Assert.Empty(ear.Stopped.All);
    }

    private static IEnumerable<string> TagsOf(Activity activity) =>
        activity.TagObjects.Select(t => $"{t.Key}={t.Value}").Order(StringComparer.Ordinal);
}
