using System.Net.Sockets;
using GetXByY.Lookups;

namespace GetXByY.Databases;

/// <summary>A host that whoever starts a look-up may give at once, because all answers that it is made of are kept. The pump
/// makes it and takes it away; what is in between belongs to those who find it.</summary>
/// <param name="name">The name, letter by letter as it is asked for.</param>
/// <param name="family">The family that is asked for.</param>
/// <param name="entry">The host, without an order.</param>
/// <param name="a">The answer for A; null where it is not asked for.</param>
/// <param name="aaaa">The answer for AAAA; null where it is not asked for.</param>
/// <param name="expiry">From when on it is too old, as <c>EngineClock.Rough</c> counts.</param>
internal sealed class KeptHost(
    string name, AddressFamily family, HostEntry entry, ToldAnswer? a, ToldAnswer? aaaa, long expiry)
{
    private GivenHost _given = new(entry, 0);

    internal string Name { get; } = name;

    internal AddressFamily Family { get; } = family;

    internal ToldAnswer? A { get; } = a;

    internal ToldAnswer? Aaaa { get; } = aaaa;

    /// <summary>How many answers it is made of.</summary>
    internal int Answers => (A is null ? 0 : 1) + (Aaaa is null ? 0 : 1);

    /// <summary>The host as it is to be given.</summary>
    /// <param name="time">The time.</param>
    /// <param name="arrange">Puts its addresses in order.</param>
    /// <returns>Null when it is too old.</returns>
    internal HostEntry? At(long time, Func<HostEntry, HostEntry> arrange)
    {
        GivenHost given = Atomic.Read(ref _given);
        if (time >= given.Until)
        {
            if (time >= expiry)
                return null;
            // Of several who find it outdated each makes one, and any of these is right.
            given = Make(expiry - time, arrange);
            Atomic.Write(ref _given, given);
        }
        A?.Use();
        Aaaa?.Use();
        return given.Entry;
    }

    // Its time to live is in seconds, so it is another every second, and then its order is found anew.
    private GivenHost Make(long left, Func<HostEntry, HostEntry> arrange)
    {
        long seconds = left / 1000;
        var made = new HostEntry(entry.Name, entry.Aliases, entry.Addresses)
        {
            TimeToLive = TimeSpan.FromSeconds(seconds),
            Order = new KeptOrder(),
        };
        return new GivenHost(arrange(made), Math.Min(expiry, expiry - seconds * 1000 + 1));
    }

    private sealed record GivenHost(HostEntry Entry, long Until);
}
