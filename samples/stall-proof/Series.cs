using System.Globalization;

namespace StallProof;

/// <summary>The results of the requests of one kind, or the counts of threads, as a load wrote them.</summary>
internal sealed class Series
{
    private readonly double[] _sorted;

    private Series(double[][] rows)
    {
        _sorted = [.. rows.Select(row => row[1]).Order()];
        Unfinished = rows.Count(row => row is [_, _, 0]);
        First = rows.Length > 0 ? rows[0][1] : 0;
    }

    internal int Count => _sorted.Length;

    /// <summary>How many had not ended when the load did.</summary>
    internal int Unfinished { get; }

    internal double First { get; }

    internal double Max => _sorted[^1];

    internal static Series Read(string file) =>
        new([.. File.ReadLines(file).Select(line => line.Split(' ').Select(Number).ToArray())]);

    /// <summary>The value that the given share of them does not exceed.</summary>
    internal double Quantile(double share) => _sorted[Math.Max(0, (int)Math.Ceiling(share * Count) - 1)];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
