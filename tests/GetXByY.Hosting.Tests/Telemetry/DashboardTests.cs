using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace GetXByY.Hosting.Tests.Telemetry;

/// <summary>docs/grafana asks for instruments and attributes that there are, by the names that Prometheus gives them.</summary>
[Collection(nameof(OneListener))]
public sealed partial class DashboardTests
{
    // Of Prometheus itself, of whoever collects, and of histograms.
    private static readonly string[] s_labels = ["job", "le"];

    [Fact(Timeout = 60_000)]
    public async Task Dashboard_Metrics_AreTheInstruments()
    {
        var instruments = (await InstrumentsAsync()).SelectMany(PrometheusNames).ToHashSet();
        string[] asked = [.. Expressions().SelectMany(e => Metric().Matches(e)).Select(m => m.Value).Distinct()];
        Assert.All(asked, metric => Assert.Contains(metric, instruments));
        Assert.All(
            await InstrumentsAsync(), instrument => Assert.Contains(PrometheusNames(instrument), name => asked.Contains(name)));
    }

    [Fact(Timeout = 60_000)]
    public void Dashboard_Labels_AreAttributes()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "telemetry.md"));
        string[] labels =
        [
            .. Expressions().SelectMany(e => Label().Matches(e)).SelectMany(m => m.Groups["label"].Captures).Select(c => c.Value)
                .Distinct().Except(s_labels),
        ];
        Assert.Equal(4, labels.Length);
        Assert.All(labels, label => Assert.True(
            page.Contains($"`{label.Replace('_', '.')}`", StringComparison.Ordinal), $"{label} is not in docs/telemetry.md"));
    }

    [Fact]
    public void Dashboard_Panels_HaveATitleAndWordsAndAPlace()
    {
        using JsonDocument board = Read();
        JsonElement[] panels = [.. board.RootElement.GetProperty("panels").EnumerateArray()];
        Assert.All(panels, panel => Assert.True(
            panel.GetProperty("title").GetString()!.Length > 0 && panel.GetProperty("description").GetString()!.Length > 0));
        Assert.Equal(panels.Length, panels.Select(panel => panel.GetProperty("gridPos").GetRawText()).Distinct().Count());
        Assert.Equal(panels.Length, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
    }

    private static async Task<IReadOnlyList<Instrument>> InstrumentsAsync()
    {
        List<Instrument> all = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Name == "GetXByY")
                all.Add(instrument);
        };
        await using var resolver = new NameResolver();
        await resolver.GetHostByNameAsync("127.0.0.1");
        listener.Start();
        Assert.NotEmpty(all);
        return all;
    }

    // OpenTelemetry's rules: dots become underscores, units in braces vanish, s is seconds, and counters are totals.
    private static IEnumerable<string> PrometheusNames(Instrument instrument)
    {
        string name = instrument.Name.Replace('.', '_') + (instrument.Unit == "s" ? "_seconds" : "");
        return instrument switch
        {
            Histogram<double> => [$"{name}_bucket", $"{name}_count", $"{name}_sum"],
            Counter<long> => [$"{name}_total"],
            _ => [name],
        };
    }

    private static IEnumerable<string> Expressions()
    {
        using JsonDocument board = Read();
        return [
            .. board.RootElement.GetProperty("panels").EnumerateArray()
                .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
                .Select(target => target.GetProperty("expr").GetString()!),
            .. board.RootElement.GetProperty("templating").GetProperty("list").EnumerateArray()
                .Select(variable => variable.GetProperty("query").GetString()!).Where(query => query.Contains('(')),
        ];
    }

    private static JsonDocument Read() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "grafana", "getxbyy.json")));

    [GeneratedRegex(@"\b(dns|getxbyy)_\w+(?=[{,\[])")]
    private static partial Regex Metric();

    [GeneratedRegex(@"by \((?<label>\w+)(, (?<label>\w+))*\)|[{,] ?(?<label>\w+)(=~|!=|!~|=)")]
    private static partial Regex Label();
}
