using GetXByY.Lookups;

namespace GetXByY.Winsock;

/// <summary>The engine of a resolver that belongs to this session.</summary>
internal sealed class ResolverRequestEngine : IRequestEngine
{
    private readonly NameResolver _resolver;

    private ResolverRequestEngine(NameResolver resolver) => _resolver = resolver;

    /// <summary>The engine knows no state in which it cannot be asked: dead servers are WSATRY_AGAIN in the
    /// message.</summary>
    public bool IsDown => false;

    public static IRequestEngine Open(NameResolverOptions options) =>
        new ResolverRequestEngine(new NameResolver(options));

    public uint Start(in LookupRequest request, LookupFace face, in FaceWords words) =>
        _resolver.Engine.Start(request, face, words);

    public CancelOutcome Cancel(uint handle) => _resolver.Engine.Cancel(handle);

    public int CancelAll() => _resolver.Engine.CancelAll();

    public ValueTask DisposeAsync() => _resolver.DisposeAsync();
}
