namespace GetXByY.Benchmarks;

/// <summary>A process, or one for each round, that looks names up and tells what that took.</summary>
internal abstract class Contender : IDisposable
{
    /// <summary>As in the figures.</summary>
    internal abstract string Name { get; }

    /// <summary>Of how many names it looks up one: who is slow tells as much with a fraction of them.</summary>
    internal int Share { get; init; } = 1;

    /// <summary>Whether its first round is slower than the others: it is not counted.</summary>
    internal virtual bool WarmsUp => false;

    internal abstract Round Run(Cell cell);

    public virtual void Dispose()
    {
    }
}
