using System.Net;
using System.Net.Sockets;
using GetXByY.Engine;
using GetXByY.Lookups;
using GetXByY.Tasks;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Tasks;

/// <summary>What is only awaited is used again and again: for that a result is had once, and nobody's token cancels another's
/// look-up.</summary>
public sealed class AwaitedLookupTests : IDisposable
{
    // One IPv4 address and the array that it is in.
    private const int BytesOfResult = 40 + 32;

    private readonly HandWorld _world = new();
    private readonly SimulatedEngine _engine;
    private readonly AwaitedLookups<IPAddress[]> _addresses;
    private readonly AwaitedLookups<ProtocolEntry> _protocols;

    public AwaitedLookupTests()
    {
        _engine = new SimulatedEngine(world: _world);
        _addresses = new AwaitedLookups<IPAddress[]>(_engine.Engine, LookupShapes.Addresses, inPlace: false);
        _protocols = new AwaitedLookups<ProtocolEntry>(_engine.Engine, LookupShapes.Protocol, inPlace: false);
    }

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void Addresses_SharedToken_AllocateTheirArrayAlone()
    {
        using var source = new CancellationTokenSource();
        Allocated(source.Token, 2000);
        Assert.Equal(500 * BytesOfResult, Allocated(source.Token, 500));
        Assert.Equal(1, _addresses.Count);
    }

    [Fact]
    public void GetResult_SecondTime_ThrowsAndTheNextLookupIsUntouched()
    {
        ValueTask<ProtocolEntry> first = StartProtocol(6);
        End();
        Assert.Equal("tcp", Take(first).Name);
        ValueTask<ProtocolEntry> second = StartProtocol(6);
        Assert.Throws<InvalidOperationException>(() => Take(first));
        Assert.Throws<InvalidOperationException>(() => _ = first.IsCompleted);
        Assert.False(second.IsCompleted);
        End();
        Assert.Equal("tcp", Take(second).Name);
        Assert.Equal(1, _protocols.Count);
    }

    [Fact]
    public void GetResult_BeforeTheEnd_ThrowsAndTheResultCanBeHadLater()
    {
        ValueTask<ProtocolEntry> task = StartProtocol(6);
        Assert.Throws<InvalidOperationException>(() => Take(task));
        End();
        Assert.Equal("tcp", Take(task).Name);
    }

    [Fact]
    public async Task Await_TwiceBeforeTheEnd_ThrowsWhereItIsCaught()
    {
        ValueTask<ProtocolEntry> task = StartProtocol(6);
        Task<Exception?>[] both = [CatchAsync(task), CatchAsync(task)];
        Assert.IsType<InvalidOperationException>(await both[1]);
        End();
        Assert.Null(await both[0]);
        Assert.Equal(1, _protocols.Count);
    }

    private static async Task<Exception?> CatchAsync(ValueTask<ProtocolEntry> task)
    {
        try
        {
            _ = await task;
            return null;
        }
        catch (Exception e)
        {
            return e;
        }
    }

    [Fact]
    public void Token_OfALookupBefore_DoesNotCancelTheNext()
    {
        using var earlier = new CancellationTokenSource();
        ValueTask<ProtocolEntry> first = StartProtocol(6, earlier.Token);
        End();
        _ = Take(first);
        ValueTask<ProtocolEntry> second = StartProtocol(6);
        earlier.Cancel();
        End();
        Assert.Equal("tcp", Take(second).Name);
    }

    [Fact]
    public void Token_WhoseCallbackMayBeLate_TakesItsLookupOutOfUse()
    {
        using var source = new CancellationTokenSource();
        ValueTask<ProtocolEntry> task = StartProtocol(6, source.Token);
        source.Cancel();
        End();
        var e = Assert.ThrowsAny<OperationCanceledException>(() => Take(task));
        Assert.Equal(source.Token, e.CancellationToken);
        Assert.Equal(0, _protocols.Count);
    }

    [Fact]
    public void CancelAll_TokenThatHasNotFired_IsNotToldAsTheReason()
    {
        using var source = new CancellationTokenSource();
        ValueTask<ProtocolEntry> task = StartProtocol(6, source.Token);
        Assert.Equal(1, _engine.Engine.CancelAll());
        End();
        var e = Assert.ThrowsAny<OperationCanceledException>(() => Take(task));
        Assert.Equal(CancellationToken.None, e.CancellationToken);
        Assert.Equal(1, _protocols.Count);
    }

    [Fact]
    public void Failure_Any_IsThrownAndTheLookupIsUsedAgain()
    {
        ValueTask<ProtocolEntry> task = StartProtocol(99);
        End();
        Assert.Equal(LookupError.NoData, Assert.Throws<LookupException>(() => Take(task)).Error);
        Assert.Equal(1, _protocols.Count);
    }

    [Fact]
    public void Addresses_OfBothFamilies_AreIpv4BeforeIpv6WhateverIsAnsweredFirst()
    {
        ValueTask<IPAddress[]> task = StartHost(default, AddressFamily.Unspecified);
        SentMessage a = _engine.NextSent(), aaaa = _engine.NextSent();
        _engine.Receive(aaaa.Channel, new Reply(aaaa).Address("::1").Bytes);
        _engine.Receive(a.Channel, new Reply(a).Address("127.0.0.1").Address("127.0.0.2").Bytes);
        End();
        Assert.Equal(
            ["127.0.0.1", "127.0.0.2", "::1"],
            Take(task).OrderBy(static i => i.AddressFamily).Select(static i => i.ToString()));
    }

    private long Allocated(CancellationToken token, int times)
    {
        long allocated = 0;
        for (int i = 0; i < times; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            ValueTask<IPAddress[]> task = StartHost(token, AddressFamily.InterNetwork);
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            // The test's network allocates.
            SentMessage sent = _engine.NextSent();
            byte[] reply = new Reply(sent).Address("192.0.2.7").Bytes;
            before = GC.GetAllocatedBytesForCurrentThread();
            _engine.Receive(sent.Channel, reply);
            _world.Execute();
            int count = Take(task).Length;
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Equal(1, count);
            _engine.Roused.Clear();
        }
        return allocated;
    }

    private ValueTask<IPAddress[]> StartHost(CancellationToken token, AddressFamily family) =>
        Start(_addresses, LookupRequest.HostByName("name.test."u8, family), token);

    private ValueTask<ProtocolEntry> StartProtocol(uint number, CancellationToken token = default) =>
        Start(_protocols, LookupRequest.ProtocolByNumber(number), token);

    private static ValueTask<T> Start<T>(AwaitedLookups<T> lookups, in LookupRequest request, CancellationToken token)
    {
        AwaitedLookup<T> lookup = lookups.Rent(new LookupSubject("test", "any"));
        Assert.True(lookup.TryStart(request, lookup, token));
        return lookup.ToValueTask();
    }

    // Without waiting: it has ended, or is to throw.
    private static T Take<T>(ValueTask<T> task) => task.GetAwaiter().GetResult();

    private void End()
    {
        _engine.Pump();
        _world.Execute();
    }

    /// <summary>Works when the test says so, on its thread.</summary>
    private sealed class HandWorld : EngineWorld
    {
        private readonly Queue<IThreadPoolWorkItem> _items = [];

        internal override void Queue(IThreadPoolWorkItem item) => _items.Enqueue(item);

        internal void Execute()
        {
            while (_items.TryDequeue(out IThreadPoolWorkItem? item))
                item.Execute();
        }
    }
}
