using GetXByY.Lookups;
using GetXByY.Winsock;

namespace GetXByY.Simulation;

/// <summary>The engine of a session, over the simulated world.</summary>
internal sealed class SteppedRequestEngine(Schedule schedule, NameResolver resolver) : IRequestEngine
{
    public bool IsDown => false;

    public uint Start(in LookupRequest request, LookupFace face, in FaceWords words) =>
        resolver.Engine.Start(request, new SteppedFace(schedule.Scheduler, face), words);

    public CancelOutcome Cancel(uint handle) => resolver.Engine.Cancel(handle);

    public int CancelAll() => resolver.Engine.CancelAll();

    public ValueTask DisposeAsync() => resolver.DisposeAsync();
}
