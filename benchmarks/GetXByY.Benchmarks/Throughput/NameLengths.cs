namespace GetXByY.Benchmarks;

/// <summary>How long the names of a round are. Queries of one length can leave as one piece that the kernel cuts up; most
/// programs' are not of one length.</summary>
internal static class NameLengths
{
    /// <summary>20 characters each.</summary>
    internal const string Equal = "equal";

    /// <summary>5 to 60 characters, each as often.</summary>
    internal const string Mixed = "mixed";

    private const int Shortest = 5;
    private const int Lengths = 56;
    private const int Letters = 26;

    /// <summary>Makes distinct names.</summary>
    internal static string[] Make(string lengths, int count) =>
        [.. Enumerable.Range(0, count).Select(i => lengths == Mixed ? MakeMixed(i) : $"n{i:D8}.bench.test")];

    // Four letters count, and after two of them is the dot: "ab.cd" is the shortest. Peers in C make the same.
    private static string MakeMixed(int number)
    {
        // One that mixes well, and is the same in every round.
        int more = (int)((uint)number * 2_654_435_761u >> 16) % Lengths;
        char Letter(int divisor) => (char)('a' + number / divisor % Letters);
        return $"{Letter(Letters * Letters * Letters)}{Letter(Letters * Letters)}.{Letter(Letters)}{Letter(1)}{new string('x', more)}";
    }
}
