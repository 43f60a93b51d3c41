using System.Net;

namespace GetXByY;

/// <summary>A host: its canonical name, its other names and its addresses.</summary>
/// <remarks>Immutable, so it may be used from any thread.</remarks>
public sealed class HostEntry
{
    // In seconds; -1 for none.
    private readonly int _timeToLive = -1;

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
    /// <remarks>They are not to be changed: where answers are kept (<c>MaxCachedAnswers</c> of the options) others have
    /// the same ones, but for those of one link, whose scope may be set.</remarks>
    public IReadOnlyList<IPAddress> Addresses { get; }

    /// <summary>How long the entry may be kept, counted from when the look-up ended: the least TTL of all records it was made of, A
    /// and AAAA and the aliases to them (RFC 2181).</summary>
    /// <value>Whole seconds: 0 means that it is for this use only. Of an answer that the resolver had kept it is what
    /// is left, rounded down; of a stale one the time until servers are asked again, 30 seconds at most (RFC 8767). Null, the default, for what
    /// does not come from DNS: lines of the hosts file, addresses in text, this machine's own names.</value>
    /// <exception cref="ArgumentOutOfRangeException">When it is set: it is negative, or longer than 2,147,483,647 seconds.</exception>
    public TimeSpan? TimeToLive
    {
        get => _timeToLive < 0 ? null : TimeSpan.FromSeconds(_timeToLive);
        init
        {
            if (value is not { } time)
            {
                _timeToLive = -1;
                return;
            }
            ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, nameof(value));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(time, TimeSpan.FromSeconds(int.MaxValue), nameof(value));
            _timeToLive = (int)time.TotalSeconds;
        }
    }

    /// <summary>Where the order of its addresses is remembered, if it is given to several callers.</summary>
    internal KeptOrder? Order { get; init; }

    /// <summary>The name and its addresses, for people.</summary>
    public override string ToString() => $"{Name} [{string.Join(", ", Addresses)}]";
}
