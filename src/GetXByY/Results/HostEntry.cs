using System.Net;

namespace GetXByY;

/// <summary>A host: its canonical name, its other names and its addresses.</summary>
/// <remarks>Immutable, so it may be used from any thread.</remarks>
public sealed class HostEntry
{
    /// <summary>Makes an entry.</summary>
    /// <param name="name">The canonical name.</param>
    /// <param name="aliases">The other names; none when left out.</param>
    /// <param name="addresses">The addresses; none when left out.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public HostEntry(string name, IReadOnlyList<string>? aliases = null, IReadOnlyList<IPAddress>? addresses = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        Aliases = aliases ?? [];
        Addresses = addresses ?? [];
    }

    /// <summary>The canonical name: where the chain of CNAME records ends, or the first name of the line in the
    /// hosts file. Without a trailing dot.</summary>
    public string Name { get; }

    /// <summary>The other names: with a CNAME the name that was asked and those on the way, in the order of the
    /// chain; from the hosts file the further names of the line. Never null.</summary>
    public IReadOnlyList<string> Aliases { get; }

    /// <summary>The addresses in the order in which they should be tried. Never null.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>The name and its addresses, for people.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Addresses)}]";
}
