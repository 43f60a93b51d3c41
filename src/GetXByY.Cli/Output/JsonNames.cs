using System.Text.Json;

namespace GetXByY.Cli.Output;

/// <summary>Lists of strings, as properties.</summary>
internal static class JsonNames
{
    internal static void Write(Utf8JsonWriter json, string property, IEnumerable<string> names)
    {
        json.WriteStartArray(property);
        foreach (string name in names)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }
}
