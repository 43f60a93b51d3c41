using System.Text.Json;

namespace GetXByY.Cli.Output;

/// <summary>The name, the number and the aliases.</summary>
internal sealed class ProtocolFormat : IEntryFormat<ProtocolEntry>
{
    public void WriteText(TextWriter output, ProtocolEntry entry) => output.WriteLine(PlainText.Of(string.Join(
        ' ', entry.Aliases.Prepend($"{entry.Name,-21} {entry.Number}"))));

    public void WriteProperties(Utf8JsonWriter json, ProtocolEntry entry)
    {
        json.WriteString("name", entry.Name);
        json.WriteNumber("number", entry.Number);
        JsonNames.Write(json, "aliases", entry.Aliases);
    }
}
