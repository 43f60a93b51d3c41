using System.Net;
using GetXByY.Engine;
using GetXByY.Lookups;
using GetXByY.Ordering;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>When in the life of a look-up the addresses are put in order, and when not.</summary>
public sealed class AddressOrderLookupTests
{
    private const string Hosts = "192.0.2.1 both.test\n2001:db8::1 both.test\n";
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);

    private readonly HeldWorld _world = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Finish_FaceThatWantsOrder_GetsItBeforeItWrites(bool endsAtOnce)
    {
        using var engine = new SimulatedEngine(hosts: Hosts, world: _world);
        var face = new OrderedFace(endsAtOnce: endsAtOnce);
        face.Start(engine.Engine);
        // It returns, and what asks the system is held: that is somebody else.
        engine.Pump();
        await _world.Asked.Task.WaitAsync(s_long);
        Assert.Equal(0, face.Writes);
        _world.Open();
        Assert.Equal(["2001:db8::1", "192.0.2.1"], await face.Posted.WaitAsync(s_long));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Finish_FaceThatWantsNone_AsksNothing(bool endsAtOnce)
    {
        using var engine = new SimulatedEngine(hosts: Hosts, world: _world);
        var face = new OrderedFace(wantsOrder: false, endsAtOnce);
        face.Start(engine.Engine);
        engine.Pump();
        Assert.Equal(["192.0.2.1", "2001:db8::1"], await face.Posted.WaitAsync(s_long));
        Assert.False(_world.Asked.Task.IsCompleted);
    }

    // The canceller wins and has not waited; the worker finds that out and drops what it has.
    [Fact]
    public async Task Cancel_WhileTheSystemIsAsked_WinsAtOnce()
    {
        using var engine = new SimulatedEngine(hosts: Hosts, world: _world);
        var face = new OrderedFace();
        uint handle = face.Start(engine.Engine);
        engine.Pump();
        await _world.Asked.Task.WaitAsync(s_long);
        Assert.Equal(CancelOutcome.CancelledInFlight, engine.Engine.Cancel(handle));
        engine.Pump();
        Assert.Equal(0, engine.Engine.Counts.Rented);
        // The same cell has another look-up when the worker comes back to it.
        var other = new OrderedFace(wantsOrder: false);
        other.Start(engine.Engine);
        _world.Open();
        engine.Pump();
        Assert.Equal(["192.0.2.1", "2001:db8::1"], await other.Posted.WaitAsync(s_long));
        Assert.False(face.Posted.IsCompleted);
        Assert.Equal(1, other.Writes);
        Assert.Equal(0, face.Writes);
    }

    /// <summary>A machine that reaches all, and is held while it is asked.</summary>
    private sealed class HeldWorld : EngineWorld
    {
        private readonly HeldSources _sources = new();

        internal override SourceAddresses Sources => _sources;

        internal TaskCompletionSource Asked => _sources.Asked;

        internal void Open() => _sources.Gate.Set();

        private sealed class HeldSources : SourceAddresses
        {
            internal TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

            internal ManualResetEventSlim Gate { get; } = new();

            internal override bool TryFind(ReadOnlySpan<IPAddress> destinations, Span<UInt128> sources)
            {
                Asked.TrySetResult();
                Gate.Wait(s_long);
                for (int i = 0; i < destinations.Length; i++)
                {
                    sources[i] = destinations[i].GetAddressBytes().Length == 16
                        ? new UInt128(0x20010DB8_00010000, 2)
                        : new UInt128(0, 0xFFFF_0A00_0001);
                }
                return true;
            }

            internal override LocalAddress[] ReadLocal() => [];
        }
    }

    private sealed class OrderedFace(bool wantsOrder = true, bool endsAtOnce = false) : LookupFace
    {
        private readonly TaskCompletionSource<string[]> _posted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private string[] _addresses = [];

        internal Task<string[]> Posted => _posted.Task;

        internal int Writes { get; private set; }

        internal override bool WantsOrder => wantsOrder;

        internal override bool EndsAtOnce => endsAtOnce;

        internal uint Start(LookupEngine engine) =>
            engine.Start(LookupRequest.HostByName("both.test"u8, default), this, default);

        internal override uint Write(in FaceWords words, in LookupResult<object> result)
        {
            Writes++;
            _addresses = [.. ((HostEntry)result.Entry).Addresses.Select(a => a.ToString())];
            return 0;
        }

        internal override bool TryPost(uint handle, in FaceWords words, uint reply, in LookupResult<object> result) =>
            _posted.TrySetResult(_addresses);

        internal override bool OnCancelled() => false;
    }
}
