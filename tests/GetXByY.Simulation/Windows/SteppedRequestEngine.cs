using System.Runtime.CompilerServices;
using GetXByY.Databases;
using GetXByY.Lookups;
using GetXByY.Winsock;

namespace GetXByY.Simulation;

/// <summary>The engine of a session, over the simulated world.</summary>
internal sealed class SteppedRequestEngine(Schedule schedule, NameResolver resolver) : IRequestEngine
{
    public bool IsDown => resolver.Failure is not null;

    public ServicesTable Services => resolver.Engine.Tables.Services;

    public LookupFace Observe(LookupFace face, in LookupRequest request) => resolver.Observe(face, request);

    public void Refuse(LookupFace face) => resolver.Engine.Refuse(face);

    public bool TryBegin(
        in LookupRequest request, LookupFace face, in FaceWords words, out uint handle, out int cell)
    {
        var stepped = new SteppedFace(schedule.Scheduler, face);
        bool hasBegun = resolver.Engine.TryBegin(request, stepped, words, out handle, out cell);
        schedule.OtherHandles.Add(handle);
        return hasBegun;
    }

    public void Submit(int cell) => resolver.Engine.Submit(cell);

    public void Queue(IThreadPoolWorkItem item) => resolver.Engine.Queue(item);

    public uint Start(in LookupRequest request, LookupFace face, in FaceWords words)
    {
        uint handle = resolver.Engine.Start(request, new SteppedFace(schedule.Scheduler, face), words);
        // A call that blocks, which has none; whoever listens may stand around its face.
        if (words == default)
            schedule.OtherHandles.Add(handle);
        return handle;
    }

    public CancelOutcome Cancel(uint handle) => resolver.Engine.Cancel(handle);

    public HostEntry Arrange(HostEntry host) => resolver.Engine.Arrange(host);

    public void Wait(BlockingCall call, int milliseconds) =>
        schedule.Scheduler.Wait(() => HasEnded(call), milliseconds < 0 ? null : milliseconds);

    public int CancelAll() => resolver.Engine.CancelAll();

    public ValueTask DisposeAsync() => resolver.DisposeAsync();

    // Without a step: the scheduler asks.
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_hasEnded")]
    private static extern ref bool HasEnded(BlockingCall call);
}
