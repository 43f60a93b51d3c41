using System.Text.Json;

namespace GetXByY.Cli.Output;

/// <summary>How entries of one kind are written.</summary>
internal interface IEntryFormat<TEntry>
{
    /// <summary>Writes the lines that <c>getent</c> writes.</summary>
    void WriteText(TextWriter output, TEntry entry);

    /// <summary>Writes the properties of an object that was begun.</summary>
    void WriteProperties(Utf8JsonWriter json, TEntry entry);
}
