using System.Text.Json;

namespace GetXByY.Benchmarks;

/// <summary>One figure of one subject, from several runs.</summary>
/// <param name="Suite">What was tried.</param>
/// <param name="Subject">Who was tried; <c>limit</c> is the C flooder, which only moves packets.</param>
/// <param name="Measure">What was measured.</param>
/// <param name="Family">Which records were asked for.</param>
/// <param name="Outstanding">How many look-ups were outstanding.</param>
/// <param name="Unit">The unit of the figures.</param>
/// <param name="Median">The middle of the runs.</param>
/// <param name="Min">The least.</param>
/// <param name="Max">The most.</param>
/// <param name="Runs">How many runs.</param>
/// <param name="Failures">Look-ups that ended otherwise than they should.</param>
/// <param name="Conditions">What else one must know. Begins with "more than the limit" when it was not over by then,
/// and the figures are that limit.</param>
internal sealed record Measurement(
    string Suite, string Subject, string Measure, string Family, int Outstanding, string Unit,
    double Median, double Min, double Max, int Runs, int Failures, string Conditions)
{
    internal bool IsOurs => Subject.StartsWith("getxbyy", StringComparison.Ordinal);

    internal bool IsAboveLimit => Conditions.StartsWith("more than the limit", StringComparison.Ordinal);

    /// <summary>One line, as the peers in C print it, too.</summary>
    internal string ToLine() => JsonSerializer.Serialize(this, MeasurementJson.Lines.Measurement);

    internal static Measurement FromLine(string line) => JsonSerializer.Deserialize(line, MeasurementJson.Lines.Measurement)!;

    internal static string ToFile(List<Measurement> all) =>
        JsonSerializer.Serialize(all, MeasurementJson.Files.ListMeasurement) + "\n";

    internal static List<Measurement> FromFile(string text) =>
        JsonSerializer.Deserialize(text, MeasurementJson.Files.ListMeasurement)!;
}
