using System.Net.Sockets;
using GetXByY.Lookups;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>A look-up with a handle and a queue whose answer is kept allocates nothing: not where it is started, not in the
/// engine, not where its result is taken.</summary>
public sealed class CacheAllocationTests
{
    private readonly LookupQueue<HostEntry> _queue = new();

    [Fact]
    public void HostByName_KeptAnswer_AllocatesNothing()
    {
        using SimulatedEngine s = CacheTests.WithCache();
        Start(s, AddressFamily.InterNetwork);
        s.Answer(s.NextSent(), r => r.Ttl(60).Address("192.0.2.7"));
        Assert.True(_queue.Reader.TryRead(out _));
        AssertHitsAllocateNothing(s, AddressFamily.InterNetwork);
    }

    // The order of two addresses is found on the pool, where it is not measured here; this name has one.
    [Fact]
    public void HostByName_KeptAnswerAndKeptDenial_AllocateNothing()
    {
        using SimulatedEngine s = CacheTests.WithCache();
        Start(s, AddressFamily.Unspecified);
        s.Answer(s.NextSent(), r => r.Ttl(60).Address("192.0.2.7"));
        s.Answer(s.NextSent(), r => r.Ttl(60).Soa("test.", 60));
        Assert.True(_queue.Reader.TryRead(out _));
        AssertHitsAllocateNothing(s, AddressFamily.Unspecified);
    }

    [Fact]
    public void HostByName_KeptNameError_AllocatesNothing()
    {
        using SimulatedEngine s = CacheTests.WithCache();
        Start(s, AddressFamily.InterNetwork);
        s.Answer(s.NextSent(), r => r.Ttl(60).Soa("test.", 60), rcode: 3);
        Assert.True(_queue.Reader.TryRead(out _));
        AssertHitsAllocateNothing(s, AddressFamily.InterNetwork);
    }

    private void AssertHitsAllocateNothing(SimulatedEngine s, AddressFamily family)
    {
        Hits(s, family, 2000);
        Assert.Equal(0, Hits(s, family, 1000));
        Assert.Empty(s.Network.Sent);
    }

    private long Hits(SimulatedEngine s, AddressFamily family, int times)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < times; i++)
        {
            Start(s, family);
            s.Pump();
            if (!_queue.Reader.TryRead(out _))
                return -1;
            s.Roused.TryDequeue(out _);
        }
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private void Start(SimulatedEngine s, AddressFamily family) =>
        s.Engine.Start(LookupRequest.HostByName("name.test."u8, family), _queue.Face, default);
}
