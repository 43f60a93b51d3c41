using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GetXByY.Cli.Output;

/// <summary>Results for programs: one JSON object a line for each argument, failures too.</summary>
internal sealed class JsonResults<TEntry>(IEntryFormat<TEntry> format, TextWriter output) : IResults<TEntry>
{
    // Nothing here is ever put into a web page, and people read it too.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _line = new();

    public void Found(string query, TEntry entry) => WriteLine(query, json => format.WriteProperties(json, entry));

    public void Failed(string query, LookupException failure) =>
        WriteError(query, failure.Error.ToString(), failure.Message, failure.ExtendedError);

    public void Cancelled(string query) => WriteError(query, "Cancelled", "The look-up was cancelled by a signal.");

    private void WriteError(string query, string error, string message, ExtendedError? extended = null) =>
        WriteLine(query, json =>
        {
            json.WriteString("error", error);
            json.WriteString("message", message);
            if (extended is not null)
                WriteExtended(json, extended);
        });

    private static void WriteExtended(Utf8JsonWriter json, ExtendedError extended)
    {
        json.WriteStartObject("extendedError");
        json.WriteNumber("code", extended.InfoCode);
        json.WriteString("purpose", extended.Purpose);
        json.WriteString("text", extended.Text);
        json.WriteEndObject();
    }

    private void WriteLine(string query, Action<Utf8JsonWriter> writeProperties)
    {
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line, s_options))
        {
            json.WriteStartObject();
            json.WriteString("query", query);
            writeProperties(json);
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(_line.WrittenSpan));
    }
}
