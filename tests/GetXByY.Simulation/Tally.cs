using System.Text.Json.Nodes;

namespace GetXByY.Simulation;

/// <summary>What schedules did, summed up.</summary>
internal sealed class Tally
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    internal long this[string group, string name]
    {
        get => _counts.GetValueOrDefault($"{group}/{name}");
        set => _counts[$"{group}/{name}"] = value;
    }

    internal void Count(Fault fault) => this["faults", fault.ToString()]++;

    /// <summary>Adds what another process has counted.</summary>
    internal void Add(JsonObject other, string group)
    {
        foreach ((string name, JsonNode? value) in other[group]!.AsObject())
            this[group, name] += value!.GetValue<long>();
    }

    internal JsonObject ToJson(string group)
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
