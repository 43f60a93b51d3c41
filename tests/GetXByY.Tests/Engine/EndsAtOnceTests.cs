using GetXByY.Configuration;
using GetXByY.Engine;
using GetXByY.Lookups;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

public sealed class EndsAtOnceTests
{
    [Fact]
    public void Turn_FaceThatEndsAtOnce_IsFinishedByThePump()
    {
        using var engine = new SimulatedEngine();
        var face = new ThreadFace();
        uint handle = engine.Engine.Start(LookupRequest.ProtocolByNumber(6), face, default);
        engine.Pump();
        // No worker of the pool has had a part in it: all of them may be waiting for such results.
        Assert.Equal((Environment.CurrentManagedThreadId, "tcp"), (face.Thread, face.Name));
        Assert.Equal(LookupState.Completed, engine.Engine.StateOf(handle));
        Assert.Equal(0, engine.Engine.Counts.Rented);
    }

    [Fact]
    public void Turn_EntryThatTheSystemMustBeAskedFor_IsMadeByAWorker()
    {
        var world = new WaitingWorld();
        using var engine = new SimulatedEngine(world: world);
        var face = new ThreadFace();
        engine.Engine.Start(LookupRequest.HostByName([], 0), face, default);
        engine.Pump();
        Assert.Null(face.Name);
        world.Execute();
        Assert.Equal(LocalHost.GetName(), face.Name);
    }

    [Fact]
    public void Turn_FaceThatIsNotDoneHere_IsWrittenByThePumpAndPostedByAWorker()
    {
        var world = new WaitingWorld();
        using var engine = new SimulatedEngine(world: world);
        var face = new ThreadFace { PostedHere = Handover.NotHere };
        uint handle = engine.Engine.Start(LookupRequest.ProtocolByNumber(6), face, default);
        engine.Pump();
        Assert.Equal((1, 0, LookupState.Unposted), (face.Written, face.Thread, engine.Engine.StateOf(handle)));
        world.Execute();
        Assert.NotEqual(0, face.Thread);
        Assert.Equal((1, LookupState.Completed), (face.Written, engine.Engine.StateOf(handle)));
        Assert.Equal(0, engine.Engine.Counts.Rented);
    }

    [Fact]
    public void Cancel_BetweenThePumpAndTheWorker_Wins()
    {
        var world = new WaitingWorld();
        using var engine = new SimulatedEngine(world: world);
        var face = new ThreadFace { PostedHere = Handover.NotHere };
        uint handle = engine.Engine.Start(LookupRequest.ProtocolByNumber(6), face, default);
        engine.Pump();
        Assert.Equal(CancelOutcome.CancelledInFlight, engine.Engine.Cancel(handle));
        world.Execute();
        engine.Pump();
        Assert.Equal((0, 0), (face.Thread, engine.Engine.Counts.Rented));
    }

    [Fact]
    public void Turn_FaceThatThrows_ThrowsOnAWorkerAndThePumpGoesOn()
    {
        var world = new WaitingWorld();
        using var engine = new SimulatedEngine(world: world);
        var broken = new ThreadFace { OnWrite = () => throw new InvalidTimeZoneException() };
        var face = new ThreadFace();
        engine.Engine.Start(LookupRequest.ProtocolByNumber(6), broken, default);
        uint next = engine.Engine.Start(LookupRequest.ProtocolByNumber(6), face, default);
        engine.Pump();
        Assert.Equal(LookupState.Completed, engine.Engine.StateOf(next));
        Assert.Null(engine.Engine.Failure);
        Assert.Throws<InvalidTimeZoneException>(world.Execute);
    }

    private sealed class WaitingWorld : EngineWorld
    {
        private readonly Queue<IThreadPoolWorkItem> _items = [];

        internal override void Queue(IThreadPoolWorkItem item) => _items.Enqueue(item);

        internal void Execute() => _items.Dequeue().Execute();
    }

    private sealed class ThreadFace : LookupFace
    {
        internal int Thread { get; private set; }

        internal string? Name { get; private set; }

        internal int Written { get; private set; }

        internal Action? OnWrite { get; init; }

        internal Handover PostedHere { get; init; }

        internal override bool EndsAtOnce => true;

        internal override uint Write(in FaceWords words, in LookupResult<object> result)
        {
            OnWrite?.Invoke();
            Written++;
            Name = result.Entry is HostEntry host ? host.Name : ((ProtocolEntry)result.Entry).Name;
            return 0;
        }

        internal override bool TryPost(uint handle, in FaceWords words, uint reply, in LookupResult<object> result)
        {
            Thread = Environment.CurrentManagedThreadId;
            return true;
        }

        internal override Handover PostAtOnce(
            uint handle, in FaceWords words, uint reply, in LookupResult<object> result) =>
            PostedHere == Handover.NotHere ? Handover.NotHere : base.PostAtOnce(handle, words, reply, result);

        internal override bool OnCancelled() => false;
    }
}
