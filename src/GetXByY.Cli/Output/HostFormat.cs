using System.Net;
using System.Text.Json;

namespace GetXByY.Cli.Output;

/// <summary>One line for each address, with the name and the aliases behind it.</summary>
internal sealed class HostFormat : IEntryFormat<HostEntry>
{
    public void WriteText(TextWriter output, HostEntry entry)
    {
        string names = PlainText.Of(string.Join(' ', entry.Aliases.Prepend(entry.Name)));
        foreach (IPAddress address in entry.Addresses)
            output.WriteLine($"{address,-15} {names}");
    }

    public void WriteProperties(Utf8JsonWriter json, HostEntry entry)
    {
        json.WriteString("name", entry.Name);
        JsonNames.Write(json, "aliases", entry.Aliases);
        JsonNames.Write(json, "addresses", entry.Addresses.Select(address => address.ToString()));
        if (entry.TimeToLive is { } time)
            json.WriteNumber("ttl", (long)time.TotalSeconds);
    }
}
