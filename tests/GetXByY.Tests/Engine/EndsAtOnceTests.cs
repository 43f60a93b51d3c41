using GetXByY.Configuration;
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
    public async Task Turn_EntryThatTheSystemMustBeAskedFor_IsMadeByTheFinisher()
    {
        using var engine = new SimulatedEngine();
        var face = new ThreadFace();
        engine.Engine.Start(LookupRequest.HostByName([], 0), face, default);
        int pump = Environment.CurrentManagedThreadId;
        engine.Pump();
        Assert.NotEqual(pump, await face.Posted);
        Assert.Equal(LocalHost.GetName(), face.Name);
    }

    private sealed class ThreadFace : LookupFace
    {
        private readonly TaskCompletionSource<int> _posted = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal int Thread { get; private set; }

        /// <summary>On which thread it was posted.</summary>
        internal Task<int> Posted => _posted.Task;

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
            _posted.SetResult(Thread);
            return true;
        }

        internal override bool OnCancelled() => false;
    }
}
