using GetXByY.Engine;
using GetXByY.Lookups;

namespace GetXByY.Winsock;

/// <summary>The engine of a resolver that belongs to this session.</summary>
internal sealed class ResolverRequestEngine : IRequestEngine
{
    private readonly LookupEngine _engine;

    private ResolverRequestEngine(LookupEngine engine) => _engine = engine;

    // The engine knows no state in which it is there and cannot be asked: dead servers are TRY_AGAIN in the message.
    public bool IsDown => false;

    // INTEGRATION: `new NameResolver(options)`, its Engine here and its DisposeAsync below, as soon as it has them.
    public static IRequestEngine Open(NameResolverOptions options) => new ResolverRequestEngine(new LookupEngine());

    public uint Start(in LookupRequest request, LookupFace face, in FaceWords words) =>
        _engine.Start(request, face, words);

    public CancelOutcome Cancel(uint handle) => _engine.Cancel(handle);

    public int CancelAll() => _engine.CancelAll();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
