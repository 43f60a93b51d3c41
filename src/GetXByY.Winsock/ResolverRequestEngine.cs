using GetXByY.Databases;
using GetXByY.Engine;
using GetXByY.Lookups;

namespace GetXByY.Winsock;

/// <summary>The engine of a resolver that belongs to this session.</summary>
internal sealed class ResolverRequestEngine : IRequestEngine
{
    private readonly NameResolver _resolver;

    private ResolverRequestEngine(NameResolver resolver) => _resolver = resolver;

    /// <summary>Only when the engine itself has failed: dead servers and networks are WSATRY_AGAIN in the message.</summary>
    public bool IsDown => _resolver.Failure is not null;

    public static IRequestEngine Open(NameResolverOptions options) => Over(new NameResolver(options));

    internal static IRequestEngine Over(NameResolver resolver) => new ResolverRequestEngine(resolver);

    public PumpLink? Lender => _resolver.Lender;

    public ServicesTable Services => _resolver.Engine.Tables.Services;

    public LookupFace Observe(LookupFace face, in LookupRequest request) => _resolver.Observe(face, request);

    public void Refuse(LookupFace face) => _resolver.Engine.Refuse(face);

    public bool TryBegin(
        in LookupRequest request, LookupFace face, in FaceWords words, out uint handle, out int cell) =>
        _resolver.Engine.TryBegin(request, face, words, out handle, out cell);

    public void Submit(int cell) => _resolver.Engine.Submit(cell);

    public uint Start(in LookupRequest request, LookupFace face, in FaceWords words) =>
        _resolver.Engine.Start(request, face, words);

    public CancelOutcome Cancel(uint handle) => _resolver.Engine.Cancel(handle);

    public void Queue(IThreadPoolWorkItem item) => _resolver.Engine.Queue(item);

    public HostEntry Arrange(HostEntry host) => _resolver.Engine.Arrange(host);

    public void Wait(BlockingCall call, int milliseconds) => call.Wait(milliseconds);

    public int CancelAll() => _resolver.Engine.CancelAll();

    public ValueTask DisposeAsync() => _resolver.DisposeAsync();
}
