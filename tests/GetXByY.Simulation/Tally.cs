using System.Text.Json.Nodes;

namespace GetXByY.Simulation;

/// <summary>What schedules did, summed up.</summary>
internal sealed class Tally
{
    private static readonly string[] s_groups = ["starts", "ends", "parts", "cancels", "continuations", "waits", "faults", "shared"];

    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    internal long Schedules { get; set; }

    internal long Steps { get; set; }

    internal long Lookups { get; set; }

    internal long this[string group, string name]
    {
        get => _counts.GetValueOrDefault($"{group}/{name}");
        set => _counts[$"{group}/{name}"] = value;
    }

    internal void Count(Fault fault) => this["faults", fault.ToString()]++;

    /// <summary>Adds what another process has reported.</summary>
    internal void Add(JsonObject report)
    {
        Schedules += report["schedules"]!.GetValue<long>();
        Steps += report["steps"]!.GetValue<long>();
        Lookups += report["lookups"]!.GetValue<long>();
        foreach (string group in s_groups)
        {
            foreach ((string name, JsonNode? value) in report[group]!.AsObject())
                this[group, name] += value!.GetValue<long>();
        }
    }

    internal JsonObject ToJson(ulong seed, int violations)
    {
        var report = new JsonObject
        {
            ["seed"] = seed,
            ["schedules"] = Schedules,
            ["steps"] = Steps,
            ["lookups"] = Lookups,
        };
        foreach (string group in s_groups)
            report[group] = ToJson(group);
        report["violations"] = violations;
        return report;
    }

    private JsonObject ToJson(string group)
    {
        var json = new JsonObject();
        foreach ((string key, long count) in _counts)
        {
            if (key.StartsWith(group + "/", StringComparison.Ordinal))
                json[key[(group.Length + 1)..]] = count;
        }
        return json;
    }
}
