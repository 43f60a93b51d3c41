using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GetXByY.Winsock;

/// <summary>What the three structures have in common: a head of fixed length, names, and in hostent
/// addresses.</summary>
internal readonly ref struct EntryParts
{
    internal StructureLayout Layout { get; init; }

    /// <summary>The length of the structure itself.</summary>
    internal int HeadSize { get; init; }

    internal string Name { get; init; }

    /// <summary>The string behind the name: servent's protocol; null elsewhere.</summary>
    internal string? Second { get; init; }

    internal IReadOnlyList<string> Aliases { get; init; }

    /// <summary>Null where the structure has no list of addresses. Those of another family are left out.</summary>
    internal IReadOnlyList<IPAddress>? Addresses { get; init; }

    internal AddressFamily Family { get; init; }

    internal int AddressLength => Family == AddressFamily.InterNetworkV6 ? 16 : 4;

    /// <summary>The structure and its empty lists.</summary>
    private int FixedSize => HeadSize + ((Addresses is null ? 1 : 2) * Layout.PointerSize);

    internal static int SizeOf(string text) => Encoding.UTF8.GetByteCount(text) + 1;

    /// <summary>How much of the entry fits: all the strings and lists, or else without the last aliases, or without
    /// aliases and the last addresses, or without the second string and the name as well.</summary>
    /// <param name="limit">How many bytes there are.</param>
    /// <returns>A cut of size 0 when not even the structure with empty lists and an empty string fits.</returns>
    internal EntryCut Fit(int limit)
    {
        int size = FixedSize;
        if (limit < size + 1)
        {
            return default;
        }
        int strings = 0;
        bool keepsName = Take(SizeOf(Name), ref strings, limit - size);
        bool keepsSecond = Second is not null && Take(SizeOf(Second), ref strings, limit - size);
        size += Math.Max(strings, 1);
        int addresses = FitAddresses(ref size, limit, out bool all);
        int aliases = all ? FitAliases(ref size, limit) : 0;
        return new EntryCut(size, keepsName, keepsSecond, aliases, addresses);
    }

    private static bool Take(int more, ref int taken, int limit)
    {
        // compared without an addition that could overflow
        if (more > limit - taken)
        {
            return false;
        }
        taken += more;
        return true;
    }

    // By index here and in the writer: foreach over these interfaces would allocate at each request.
    private int FitAddresses(ref int size, int limit, out bool all)
    {
        int count = 0;
        for (int i = 0; i < (Addresses?.Count ?? 0); i++)
        {
            if (Addresses![i].AddressFamily != Family)
            {
                continue;
            }
            if (!Take(Layout.PointerSize + AddressLength, ref size, limit))
            {
                all = false;
                return count;
            }
            count++;
        }
        all = true;
        return count;
    }

    private int FitAliases(ref int size, int limit)
    {
        int count = 0;
        while (count < Aliases.Count && Take(Layout.PointerSize + SizeOf(Aliases[count]), ref size, limit))
        {
            count++;
        }
        return count;
    }
}
