using GetXByY.Databases;
using GetXByY.Lookups;
using GetXByY.Winsock;

namespace GetXByY.Stress;

/// <summary>The engine of a Winsock session, of which we want to see what it has counted.</summary>
internal sealed class WatchedRequestEngine(NameResolver resolver) : IRequestEngine
{
    internal NameResolver Resolver => resolver;

    public bool IsDown => resolver.Failure is not null;

    public ServicesTable Services => resolver.Engine.Tables.Services;

    public bool TryBegin(
        in LookupRequest request, LookupFace face, in FaceWords words, out uint handle, out int cell) =>
        resolver.Engine.TryBegin(request, face, words, out handle, out cell);

    public void Submit(int cell) => resolver.Engine.Submit(cell);

    public uint Start(in LookupRequest request, LookupFace face, in FaceWords words) =>
        resolver.Engine.Start(request, face, words);

    public CancelOutcome Cancel(uint handle) => resolver.Engine.Cancel(handle);

    public void Queue(IThreadPoolWorkItem item) => resolver.Engine.Queue(item);

    public HostEntry Arrange(HostEntry host) => resolver.Engine.Arrange(host);

    public void Wait(BlockingCall call, int milliseconds) => call.Wait(milliseconds);

    public int CancelAll() => resolver.Engine.CancelAll();

    public ValueTask DisposeAsync() => resolver.DisposeAsync();
}
