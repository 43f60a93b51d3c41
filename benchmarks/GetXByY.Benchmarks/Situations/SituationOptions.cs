using System.Globalization;

namespace GetXByY.Benchmarks;

/// <summary>Which situation, and how long; the same options as those of the peers in C.</summary>
/// <param name="Port">The responder's.</param>
/// <param name="Situation">Its name.</param>
/// <param name="Outstanding">Look-ups of silent names.</param>
/// <param name="Trials">At most so many.</param>
/// <param name="Limit">How long to wait for one look-up, and when to begin no further trial.</param>
internal sealed record SituationOptions(int Port, string Situation, int Outstanding, int Trials, TimeSpan Limit)
{
    internal static SituationOptions Parse(ReadOnlySpan<string> words)
    {
        var options = new SituationOptions(0, "", 1, 1, TimeSpan.FromSeconds(20));
        for (int i = 0; i + 1 < words.Length; i += 2)
        {
            string value = words[i + 1];
            options = words[i] switch
            {
                "--port" => options with { Port = Whole(value) },
                "--situation" => options with { Situation = value },
                "--outstanding" => options with { Outstanding = Whole(value) },
                "--trials" => options with { Trials = Whole(value) },
                "--limit" => options with { Limit = TimeSpan.FromSeconds(Whole(value)) },
                _ => throw new ArgumentException($"unknown option '{words[i]}'"),
            };
        }
        return options;
    }

    private static int Whole(string value) => int.Parse(value, CultureInfo.InvariantCulture);
}
