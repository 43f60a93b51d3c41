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
        var world = new HeldWorld();
        using var engine = new SimulatedEngine(world: world);
        var face = new ThreadFace();
        engine.Engine.Start(LookupRequest.HostByName([], 0), face, default);
        engine.Pump();
        Assert.Null(face.Name);
        Assert.Single(world.Items).Execute();
        Assert.Equal(LocalHost.GetName(), face.Name);
    }

    // Workers begin when the test says so.
    private sealed class HeldWorld : EngineWorld
    {
        internal List<IThreadPoolWorkItem> Items { get; } = [];

        internal override void Queue(IThreadPoolWorkItem item) => Items.Add(item);
    }

    private sealed class ThreadFace : LookupFace
    {
        internal int Thread { get; private set; }

        internal string? Name { get; private set; }

        internal override bool EndsAtOnce => true;

        internal override uint Write(in FaceWords words, in LookupResult<object> result)
        {
            Name = result.Entry is HostEntry host ? host.Name : ((ProtocolEntry)result.Entry).Name;
            return 0;
        }

        internal override bool TryPost(uint handle, in FaceWords words, uint reply, in LookupResult<object> result)
        {
            Thread = Environment.CurrentManagedThreadId;
            return true;
        }

        internal override bool OnCancelled() => false;
    }
}
