namespace GetXByY.Ordering;

/// <summary>Sorts destinations by the rules of RFC 6724 section 6. A pure function.</summary>
internal static class DestinationOrder
{
    // Half of as many as are sorted without allocating.
    private const int Few = 8;

    /// <summary>Sorts; those between which no rule decides stay as they are.</summary>
    /// <remarks>The rules are no order in the sense of mathematics: rule 9 compares within a family only, so with equal
    /// precedences A may come before B, B before C and C before A. A merge sort ends all the same, and halving as
    /// glibc's does it ends with the same.</remarks>
    internal static void Sort(Span<Destination> destinations)
    {
        if (destinations.Length < 2)
            return;
        int half = destinations.Length / 2;
        Sort(destinations[..half]);
        Sort(destinations[half..]);
        Span<Destination> first = half > Few ? new Destination[half] : stackalloc Destination[Few];
        destinations[..half].CopyTo(first);
        Merge(first[..half], destinations[half..], destinations);
    }

    // The second half lies at the end of where all goes, so what is not merged yet is never overwritten.
    private static void Merge(ReadOnlySpan<Destination> first, ReadOnlySpan<Destination> second, Span<Destination> all)
    {
        for (int at = 0; !first.IsEmpty; at++)
        {
            if (second.IsEmpty || Destination.Compare(first[0], second[0]) <= 0)
            {
                all[at] = first[0];
                first = first[1..];
            }
            else
            {
                all[at] = second[0];
                second = second[1..];
            }
        }
    }
}
