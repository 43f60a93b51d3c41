using System.Net;
using System.Net.Sockets;
using GetXByY.Testing;
using GetXByY.Tests.Tasks;

namespace GetXByY.Tests.Queues;

/// <summary>Look-ups that are known by their handles and end in a queue.</summary>
public sealed class LookupQueueTests
{
    private readonly LookupQueue<HostEntry> _hosts = new();

    [Fact]
    public async Task TryStartGetHostByName_Answered_IsInTheQueueWithHandleAndState()
    {
        await using var f = new NameResolverFixture();
        f.Server.Add("www.test", "192.0.2.1");
        Assert.True(f.Resolver.TryStartGetHostByName("www.test", _hosts, out uint handle, 42, AddressFamily.InterNetwork));
        LookupCompletion<HostEntry> completion = await _hosts.Reader.ReadAsync();
        Assert.Equal((handle, 42), (completion.Handle, (int)completion.State));
        Assert.Equal([IPAddress.Parse("192.0.2.1")], completion.Result.Entry.Addresses);
        Assert.Equal(CancelOutcome.AlreadyCompleted, f.Resolver.Cancel(handle));
    }

    [Fact]
    public async Task TryStartGetHostByName_NoSuchName_EndsWithTheReason()
    {
        await using var f = new NameResolverFixture();
        f.Server.BehaveByDefault(ServerBehaviour.NameError);
        Assert.True(f.Resolver.TryStartGetHostByName("missing.test", _hosts, out _));
        LookupCompletion<HostEntry> completion = await _hosts.Reader.ReadAsync();
        Assert.Equal(LookupError.HostNotFound, completion.Result.Error);
        Assert.NotEmpty(completion.Result.Reason);
    }

    [Fact]
    public async Task TryStart_EachDatabase_EndsInTheQueueOfItsType()
    {
        await using var f = new NameResolverFixture(o => o.HostsPath = null);
        var services = new LookupQueue<ServiceEntry>();
        var protocols = new LookupQueue<ProtocolEntry>();
        NameResolver resolver = f.Resolver;
        Assert.True(resolver.TryStartGetHostByAddress(IPAddress.Loopback, _hosts, out _));
        Assert.Equal(LookupError.None, (await _hosts.Reader.ReadAsync()).Result.Error);
        Assert.True(resolver.TryStartGetServiceByName("https", "tcp", services, out _));
        Assert.Equal(443, (await services.Reader.ReadAsync()).Result.Entry.Port);
        Assert.True(resolver.TryStartGetServiceByPort(53, "udp", services, out _));
        Assert.Equal("domain", (await services.Reader.ReadAsync()).Result.Entry.Name);
        Assert.True(resolver.TryStartGetProtocolByName("tcp", protocols, out _));
        Assert.Equal(6, (await protocols.Reader.ReadAsync()).Result.Entry.Number);
        Assert.True(resolver.TryStartGetProtocolByNumber(17, protocols, out _));
        Assert.Equal("udp", (await protocols.Reader.ReadAsync()).Result.Entry.Name);
    }

    [Theory]
    [InlineData(256)]
    [InlineData(100_000)]
    public async Task TryStart_NameTooLong_EndsWithNothingFound(int length)
    {
        await using var f = new NameResolverFixture();
        var services = new LookupQueue<ServiceEntry>();
        var protocols = new LookupQueue<ProtocolEntry>();
        var name = new string('n', length);
        Assert.True(f.Resolver.TryStartGetHostByName(name, _hosts, out _));
        Assert.Equal(LookupError.HostNotFound, (await _hosts.Reader.ReadAsync()).Result.Error);
        Assert.True(f.Resolver.TryStartGetServiceByName(name, "tcp", services, out _));
        Assert.Equal(LookupError.NoData, (await services.Reader.ReadAsync()).Result.Error);
        Assert.True(f.Resolver.TryStartGetServiceByName("http", name, services, out _));
        Assert.Equal(LookupError.NoData, (await services.Reader.ReadAsync()).Result.Error);
        Assert.True(f.Resolver.TryStartGetServiceByPort(80, name, services, out _));
        Assert.Equal(LookupError.NoData, (await services.Reader.ReadAsync()).Result.Error);
        Assert.True(f.Resolver.TryStartGetProtocolByName(name, protocols, out _));
        Assert.Equal(LookupError.NoData, (await protocols.Reader.ReadAsync()).Result.Error);
    }

    [Fact]
    public async Task Cancel_InFlight_PutsNothingIntoTheQueue()
    {
        await using var f = new NameResolverFixture();
        var gate = new ServerGate();
        f.Server.Add("late.test", "192.0.2.1");
        f.Server.Add("next.test", "192.0.2.2");
        f.Server.Behave("late.test", ServerBehaviour.Answer.HeldBy(gate));
        Assert.True(f.Resolver.TryStartGetHostByName("late.test", _hosts, out uint late, 1, AddressFamily.InterNetwork));
        await gate.WaitForHeldAsync(1);
        Assert.Equal(CancelOutcome.CancelledInFlight, f.Resolver.Cancel(late));
        gate.Release();
        Assert.True(f.Resolver.TryStartGetHostByName("next.test", _hosts, out _, 2, AddressFamily.InterNetwork));
        Assert.Equal(2, (await _hosts.Reader.ReadAsync()).State);
        Assert.False(_hosts.Reader.TryRead(out _));
        Assert.Equal(CancelOutcome.AlreadyCancelled, f.Resolver.Cancel(late));
    }

    [Fact]
    public async Task TryStart_QueueFull_WaitsForRoomAndCanBeCancelled()
    {
        await using var f = new NameResolverFixture();
        var full = new LookupQueue<ProtocolEntry>(1);
        Assert.True(f.Resolver.TryStartGetProtocolByNumber(6, full, out _, 1));
        await full.Reader.WaitToReadAsync();
        Assert.True(f.Resolver.TryStartGetProtocolByNumber(17, full, out uint second, 2));
        Assert.True(f.Resolver.TryStartGetProtocolByNumber(1, full, out _, 3));
        Assert.InRange(f.Resolver.Cancel(second), CancelOutcome.CancelledQueued, CancelOutcome.CancelledInFlight);
        Assert.Equal(1, (await full.Reader.ReadAsync()).State);
        Assert.Equal(3, (await full.Reader.ReadAsync()).State);
    }

    [Fact]
    public async Task TryStart_TooMany_IsFalseAndNothingComes()
    {
        await using var f = new NameResolverFixture(o => o.MaxOutstanding = 2);
        f.Server.BehaveByDefault(ServerBehaviour.Silence);
        Assert.True(f.Resolver.TryStartGetHostByName("a.test", _hosts, out _));
        Assert.True(f.Resolver.TryStartGetHostByName("b.test", _hosts, out _));
        Assert.False(f.Resolver.TryStartGetHostByName("c.test", _hosts, out uint handle));
        Assert.Equal(0u, handle);
        Assert.Equal(2, f.Resolver.CancelAll());
        Assert.False(_hosts.Reader.TryRead(out _));
    }

    [Fact]
    public async Task TryStart_Disposed_Throws()
    {
        var f = new NameResolverFixture();
        await f.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => f.Resolver.TryStartGetHostByName("a.test", _hosts, out _));
    }

    [Fact]
    public async Task TryStart_WrongArguments_ThrowWithTheirNames()
    {
        await using var f = new NameResolverFixture();
        NameResolver resolver = f.Resolver;
        var services = new LookupQueue<ServiceEntry>();
        Assert.Throws<ArgumentNullException>("name", () => resolver.TryStartGetHostByName(null!, _hosts, out _));
        Assert.Throws<ArgumentNullException>("queue", () => resolver.TryStartGetHostByName("a.test", null!, out _));
        Assert.Throws<ArgumentException>(
            "family", () => resolver.TryStartGetHostByName("a.test", _hosts, out _, 0, AddressFamily.Unix));
        Assert.Throws<ArgumentOutOfRangeException>("port", () => resolver.TryStartGetServiceByPort(65_536, null, services, out _));
        Assert.Throws<ArgumentOutOfRangeException>("capacity", () => new LookupQueue<HostEntry>(0));
    }

    [Fact]
    public async Task TryStartAndCancel_ManyTimes_AllocateNothing()
    {
        // Few, so that the first round makes all the cells there can be.
        await using var f = new NameResolverFixture(o => o.MaxOutstanding = 512);
        f.Server.BehaveByDefault(ServerBehaviour.Silence);
        StartAndCancel(f.Resolver, 2000);
        Assert.Equal(0, StartAndCancel(f.Resolver, 2000));
    }

    // What this thread allocates; most of the look-ups are cancelled while they are queued.
    private long StartAndCancel(NameResolver resolver, int times)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < times; i++)
        {
            if (resolver.TryStartGetHostByName("silent.test", _hosts, out uint handle))
                resolver.Cancel(handle);
        }
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
