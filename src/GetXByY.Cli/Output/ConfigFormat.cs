using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GetXByY.Cli.Output;

/// <summary>How the configuration is written.</summary>
internal static class ConfigFormat
{
    private const int WidestColumn = 40;

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Three columns, and below them what was ignored.</summary>
    internal static void WriteText(
        TextWriter output, IReadOnlyList<ConfigurationSetting> settings, IReadOnlyList<ConfigurationProblem> problems)
    {
        int name = Width(settings.Select(s => s.Name));
        int value = Width(settings.Select(s => s.Value));
        foreach (ConfigurationSetting setting in settings)
        {
            string origin = setting.Line == 0 ? setting.Origin : $"{setting.Origin}:{setting.Line}";
            output.WriteLine(PlainText.Of(
                $"{setting.Name.PadRight(name)}  {setting.Value.PadRight(value)}  {origin}"));
        }
        if (problems.Count > 0)
            output.WriteLine("ignored:");
        foreach (ConfigurationProblem problem in problems)
            output.WriteLine(PlainText.Of($"  {problem}"));
    }

    /// <summary>One object on one line.</summary>
    internal static void WriteJson(
        TextWriter output, IReadOnlyList<ConfigurationSetting> settings, IReadOnlyList<ConfigurationProblem> problems)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, s_options))
        {
            json.WriteStartObject();
            json.WriteStartArray("settings");
            foreach (ConfigurationSetting setting in settings)
                Write(json, setting);
            json.WriteEndArray();
            json.WriteStartArray("ignored");
            foreach (ConfigurationProblem problem in problems)
                Write(json, problem);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        output.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static void Write(Utf8JsonWriter json, ConfigurationSetting setting)
    {
        json.WriteStartObject();
        json.WriteString("name", setting.Name);
        json.WriteString("value", setting.Value);
        json.WriteString("origin", setting.Origin);
        json.WriteNumber("line", setting.Line);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ConfigurationProblem problem)
    {
        json.WriteStartObject();
        json.WriteString("file", problem.File);
        json.WriteNumber("line", problem.Line);
        json.WriteString("text", problem.Text);
        json.WriteString("reason", problem.Reason);
        json.WriteEndObject();
    }

    private static int Width(IEnumerable<string> texts) =>
        Math.Min(WidestColumn, texts.Select(t => t.Length).DefaultIfEmpty(0).Max());
}
