using System.Text.Json;

namespace GetXByY.Cli.Output;

/// <summary>The name, the port with its protocol, and the aliases.</summary>
internal sealed class ServiceFormat : IEntryFormat<ServiceEntry>
{
    public void WriteText(TextWriter output, ServiceEntry entry) => output.WriteLine(PlainText.Of(string.Join(
        ' ', entry.Aliases.Prepend($"{entry.Name,-21} {entry.Port}/{entry.Protocol}"))));

    public void WriteProperties(Utf8JsonWriter json, ServiceEntry entry)
    {
        json.WriteString("name", entry.Name);
        json.WriteNumber("port", entry.Port);
        json.WriteString("protocol", entry.Protocol);
        JsonNames.Write(json, "aliases", entry.Aliases);
    }
}
