using System.Text.Json;

namespace GetXByY.Benchmarks;

/// <summary>One round of one subject: many names, one process. The programs in C print the same.</summary>
/// <param name="Subject">Who.</param>
/// <param name="Family">A or A+AAAA.</param>
/// <param name="Outstanding">How many were outstanding at most.</param>
/// <param name="Names">How many were looked up.</param>
/// <param name="NamesPerSecond">How fast.</param>
/// <param name="CpuUsPerName">Microseconds of processor time of all the process's threads, in the kernel too.</param>
/// <param name="PeakBytes">The most memory the process has had resident since it began.</param>
/// <param name="Threads">Threads at the end.</param>
/// <param name="Failures">Names that did not give the addresses there are.</param>
/// <param name="Conditions">How the subject is used.</param>
internal sealed record Round(
    string Subject, string Family, int Outstanding, int Names, double NamesPerSecond, double CpuUsPerName, long PeakBytes,
    int Threads, int Failures, string Conditions)
{
    /// <summary>Bytes allocated for each, where memory is managed.</summary>
    public double? AllocatedBytes { get; init; }

    /// <summary>The middle one, in microseconds, where one is looked up after the other.</summary>
    public double? MedianUs { get; init; }

    /// <summary>What 99 of 100 take at most.</summary>
    public double? P99Us { get; init; }

    /// <summary>What a forger must guess of the id, where it is known.</summary>
    public double? IdBits { get; init; }

    /// <summary>What a forger must guess of the port.</summary>
    public double? PortBits { get; init; }

    /// <summary>Of the flooder: how many sockets it had.</summary>
    public int? Sockets { get; init; }

    /// <summary>Of the flooder and of ours by handle: queries that were sent again, because no answer came for a while. Where
    /// there are many, packets were dropped.</summary>
    public int? Lost { get; init; }

    /// <summary>Of ours by handle: answers that the system has dropped, because a receive buffer was full.</summary>
    public int? Dropped { get; init; }

    internal string ToLine() => JsonSerializer.Serialize(this, MeasurementJson.Lines.Round);

    internal static Round FromLine(string line) => JsonSerializer.Deserialize(line, MeasurementJson.Lines.Round)!;
}
