using GetXByY.Lookups;
using GetXByY.Telemetry;
using GetXByY.Tests.Simulation;
using GetXByY.Tests.Tasks;

namespace GetXByY.Tests.Telemetry;

/// <summary>Without listeners there is no telemetry at all.</summary>
[Collection(nameof(OneListener))]
public sealed class NobodyListensTests
{
    [Fact]
    public void Begin_NobodyListens_AllocatesNothing()
    {
        var observer = new LookupObserver(TelemetryKinds.Metrics | TelemetryKinds.Activities, TimeProvider.System);
        byte[] name = [.. "www.test"u8];
        for (int i = 0; i < 100; i++)
            Assert.Null(observer.Begin(LookupRequest.HostByName(name, System.Net.Sockets.AddressFamily.InterNetwork)));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++)
            observer.Begin(LookupRequest.HostByName(name, System.Net.Sockets.AddressFamily.InterNetwork));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Observe_NobodyListens_LeavesTheFaceAlone()
    {
        await using var f = new NameResolverFixture();
        var face = new RecordingFace();
        Assert.Same(face, f.Resolver.Observe(face, LookupRequest.ProtocolByNumber(6)));
        using var ear = new MeterEar();
        Assert.NotSame(face, f.Resolver.Observe(face, LookupRequest.ProtocolByNumber(6)));
    }
}
