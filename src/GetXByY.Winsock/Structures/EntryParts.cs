namespace GetXByY.Winsock;

/// <summary>What the three structures have in common: a head of fixed length, names, and in hostent
/// addresses.</summary>
internal readonly ref struct EntryParts
{
    internal StructureLayout Layout { get; init; }

    /// <summary>The length of the structure itself.</summary>
    internal int HeadSize { get; init; }

    internal EntryText Name { get; init; }

    /// <summary>The string behind the name: servent's protocol; none elsewhere.</summary>
    internal EntryText Second { get; init; }

    internal IReadOnlyList<string> Aliases { get; init; }

    internal EntryAddresses Addresses { get; init; }

    /// <summary>The structure and its empty lists.</summary>
    private int FixedSize => HeadSize + ((Addresses.IsNone ? 1 : 2) * Layout.PointerSize);

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
        bool keepsName = Take(Name.Size, ref strings, limit - size);
        bool keepsSecond = !Second.IsNone && Take(Second.Size, ref strings, limit - size);
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

    private int FitAddresses(ref int size, int limit, out bool all)
    {
        int count = 0;
        for (int i = 0; i < Addresses.Count; i++)
        {
            if (!Addresses.IsOfFamily(i))
            {
                continue;
            }
            if (!Take(Layout.PointerSize + Addresses.OctetsOfOne, ref size, limit))
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
        while (count < Aliases.Count && Take(Layout.PointerSize + new EntryText(Aliases[count]).Size, ref size, limit))
        {
            count++;
        }
        return count;
    }
}
