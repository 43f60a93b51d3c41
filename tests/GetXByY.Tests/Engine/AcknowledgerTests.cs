using GetXByY.Engine;
using GetXByY.Lookups;

namespace GetXByY.Tests.Engine;

public sealed class AcknowledgerTests
{
    [Fact]
    public async Task Execute_OneWaitsForTheNext_AcknowledgesBoth()
    {
        var world = new HeldWorld();
        var acknowledger = new Acknowledger(world);
        using var second = new ManualResetEventSlim();
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        acknowledger.Enqueue(new ActingFace(() =>
        {
            second.Wait();
            first.SetResult();
        }));
        acknowledger.Enqueue(new ActingFace(second.Set));
        world.LetGo();
        await first.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.True(second.IsSet);
    }

    /// <summary>Its pool takes nothing at first, and then everything.</summary>
    private sealed class HeldWorld : EngineWorld
    {
        private readonly List<IThreadPoolWorkItem> _held = [];
        private bool _holds = true;

        internal void LetGo()
        {
            _holds = false;
            _held.ForEach(Real.Queue);
        }

        internal override void Queue(IThreadPoolWorkItem item)
        {
            if (_holds)
                _held.Add(item);
            else
                Real.Queue(item);
        }
    }

    private sealed class ActingFace(Action acknowledge) : LookupFace
    {
        internal override uint Write(in FaceWords words, in LookupResult<object> result) => 0;

        internal override bool TryPost(uint handle, in FaceWords words, uint reply, in LookupResult<object> result) => true;

        internal override bool OnCancelled() => true;

        internal override void Acknowledge() => acknowledge();
    }
}
