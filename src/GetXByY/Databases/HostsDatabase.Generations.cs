using GetXByY.Dns.Resolution;

namespace GetXByY.Databases;

// The generations of the configuration. A look-up ends on the one it began with, so an old one stays until its last query has
// ended. Without a query out a look-up has no need of its generation: whatever it does then, it does in one go.
internal sealed partial class HostsDatabase
{
    /// <summary>So many may be there at once. That many changes while one query is out are a mistake of somebody's; the next
    /// one waits.</summary>
    internal const int MaxGenerations = 16;

    private readonly HostGeneration?[] _generations = new HostGeneration?[MaxGenerations];
    private byte _newest;
    private int _old;

    /// <summary>Which look-ups begin with.</summary>
    internal HostGeneration Newest => _generations[_newest]!;

    /// <summary>How many there are besides the newest.</summary>
    internal int OldGenerations => _old;

    /// <summary>Lets look-ups begin with another generation from now on.</summary>
    /// <returns>False when there is no place for it now.</returns>
    internal bool TryAdd(HostGeneration generation)
    {
        int place = Array.IndexOf(_generations, null);
        if (place < 0)
            return false;
        _old += _generations[_newest] is null ? 0 : 1;
        _generations[place] = generation;
        _newest = (byte)place;
        return true;
    }

    /// <summary>Whether there is a place for another generation.</summary>
    internal bool HasPlace => _old < MaxGenerations - 1;

    /// <summary>Forgets the old generations that no look-up has need of any more, and their resolvers. Must not be called
    /// from inside a resolver.</summary>
    internal void ForgetOld(StubResolvers resolvers)
    {
        for (int i = 0; _old > 0 && i < MaxGenerations; i++)
        {
            if (i == _newest || _generations[i] is not { Queries: 0 } old)
                continue;
            _generations[i] = null;
            _old--;
            if (!Array.Exists(_generations, g => g?.Resolver == old.Resolver))
                resolvers.Remove(old.Resolver);
        }
    }

    private HostGeneration GenerationOf(int cell) => _generations[cells[cell].Host.Generation]!;
}
