namespace GetXByY;

// What the resolver shows of itself.
public sealed partial class NameResolver
{
    /// <summary>Tells what the resolver is doing and has done.</summary>
    /// <returns>A snapshot. It does not change any more.</returns>
    /// <remarks>Takes no lock, waits for nobody and keeps nobody waiting. While look-ups are outstanding it looks at as many
    /// places as there ever were at once, at most at a quarter more than <see cref="NameResolverOptions.MaxOutstanding"/>. May
    /// be called after the resolver was disposed of.</remarks>
    public ResolverSnapshot TakeSnapshot() => Engine.TakeSnapshot();
}
