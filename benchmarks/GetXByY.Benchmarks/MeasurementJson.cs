using System.Text.Json.Serialization;

namespace GetXByY.Benchmarks;

[JsonSerializable(typeof(List<Measurement>))]
internal sealed partial class MeasurementJson : JsonSerializerContext;
