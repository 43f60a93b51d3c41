using System.Text.RegularExpressions;
using GetXByY.Tests.House;

namespace GetXByY.Tests.OddConfigurations;

/// <summary>One file of the folder Files: odd configuration files, and what comes of them. Sections begin with <c>==</c>;
/// <c>\t</c>, <c>\r</c>, <c>\0</c>, <c>\\</c> and <c>\uFEFF</c> are characters. Where glibc does something else on
/// purpose of ours, a comment begins with <c>differs:</c>, and a section is for glibc alone. Immutable.</summary>
internal sealed partial class OddConfiguration
{
    private const string Folder = "tests/GetXByY.Tests/OddConfigurations/Files";

    private readonly Dictionary<string, string[]> _sections = [];

    private OddConfiguration(string name)
    {
        Name = name;
        string text = Repository.Read($"{Folder}/{name}.txt");
        foreach (string section in text.Split("== ", StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            string[] lines = section.TrimEnd('\n').Split('\n');
            _sections.Add(lines[0], [.. lines.Skip(1)]);
        }
        Questions = [.. _sections.Keys.Where(s => s.StartsWith("ask ") && !s.StartsWith("ask of glibc "))
            .Select(s => s["ask ".Length..])];
    }

    internal static IEnumerable<string> Names { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, Folder), "*.txt")
            .Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    internal string Name { get; }

    /// <summary>What is looked up: a name, behind it <c>any</c> or <c>inet6</c> where it is not inet.</summary>
    internal IReadOnlyList<string> Questions { get; }

    /// <summary>What is set in the environment, by variable.</summary>
    internal IReadOnlyDictionary<string, string> Environment => Lines("environment")
        .Select(l => Unescape(l).Split('=', 2)).ToDictionary(p => p[0], p => p[1]);

    /// <summary>What the server does, by name: addresses, NODATA, SERVFAIL, REFUSED or SILENCE. It knows no other name.
    /// </summary>
    internal IReadOnlyDictionary<string, string[]> Answers => Lines("answers")
        .Select(l => l.Split(' ')).ToDictionary(p => p[0], p => p[1..]);

    /// <summary>What was understood of resolv.conf; null when that is not asked.</summary>
    internal string? State => Has("state") ? string.Join('\n', Lines("state")) : null;

    internal string? StateOfGlibc => Has("state of glibc") ? string.Join('\n', Lines("state of glibc")) : State;

    internal static OddConfiguration Read(string name) => new(name);

    /// <summary>The text of a file: resolv.conf, nsswitch.conf or hosts.</summary>
    internal string File(string name) => Unescape(string.Concat(Lines(name).Select(l => l + "\n")));

    /// <summary>What is asked of the server for a question, and behind that the result.</summary>
    internal string Expected(string question, bool ofGlibc) =>
        string.Join('\n', ofGlibc && Has($"ask of glibc {question}")
            ? Lines($"ask of glibc {question}")
            : Lines($"ask {question}"));

    /// <summary>A question as it is put: the name, and the family.</summary>
    internal static (string Name, string Family) Split(string question)
    {
        string[] words = question.Split(' ');
        return (Unescape(words[0]), words.Length > 1 ? words[1] : "inet");
    }

    private bool Has(string section) => _sections.ContainsKey(section);

    private string[] Lines(string section) => _sections.GetValueOrDefault(section, []);

    private static string Unescape(string text) => Escape().Replace(text, static m => m.Value switch
    {
        "\\t" => "\t",
        "\\r" => "\r",
        "\\0" => "\0",
        "\\\\" => "\\",
        _ => "\uFEFF",
    });

    [GeneratedRegex(@"\\(?:[tr0\\]|uFEFF)")]
    private static partial Regex Escape();
}
