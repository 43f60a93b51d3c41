using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GetXByY.Benchmarks;

[JsonSerializable(typeof(List<Measurement>))]
[JsonSerializable(typeof(Round))]
internal sealed partial class MeasurementJson : JsonSerializerContext
{
    /// <summary>One figure on a line, as the peers in C print it, too.</summary>
    internal static MeasurementJson Lines { get; } = new(Format(indented: false));

    /// <summary>For a file that people read.</summary>
    internal static MeasurementJson Files { get; } = new(Format(indented: true));

    private static JsonSerializerOptions Format(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = indented,
        // Nobody puts these files into a web page, and people read them.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
