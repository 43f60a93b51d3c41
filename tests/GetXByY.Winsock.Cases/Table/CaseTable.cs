using System.Globalization;

namespace GetXByY.Winsock.Cases;

/// <summary>The table: all cases of the files in <c>Cases</c>. Native/main.c reads the same files, so their form is kept
/// plain: one word, and the rest of the line.</summary>
internal static class CaseTable
{
    /// <summary>Reads all files of a folder, in the order of their names.</summary>
    internal static List<Case> Read(string folder)
    {
        var cases = new List<Case>();
        foreach (string path in Directory.GetFiles(folder, "*.cases").Order(StringComparer.Ordinal))
            ReadFile(path, cases);
        IGrouping<string, Case>? repeated = cases.GroupBy(each => each.Id).FirstOrDefault(each => each.Count() > 1);
        return repeated is null ? cases : throw new InvalidDataException($"there are two cases {repeated.Key}");
    }

    private static void ReadFile(string path, List<Case> cases)
    {
        string group = Path.GetFileNameWithoutExtension(path);
        string introduction = "";
        string? command = null;
        int number = 0;
        foreach (string raw in File.ReadLines(path))
        {
            number++;
            string line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            string[] parts = line.Split(' ', 2);
            (string word, string rest) = (parts[0], parts.Length > 1 ? parts[1].Trim() : "");
            if ((word == "=") != (command is not null))
                throw new InvalidDataException($"{path}:{number}: a '>' wants one '=' behind it");
            if (word == "group")
                introduction = rest;
            else if (word == "case")
                cases.Add(new Case(group, introduction, rest));
            else if (word == ">")
                command = rest;
            else if (word == "=")
                (_, command) = (Add(cases[^1], command!, rest), null);
            else if (!AddHead(cases[^1], word, rest))
                throw new InvalidDataException($"{path}:{number}: '{word}' is not known");
        }
    }

    private static CaseStep Add(Case to, string command, string expected)
    {
        to.Steps.Add(new CaseStep(command, expected));
        return to.Steps[^1];
    }

    private static bool AddHead(Case to, string word, string rest)
    {
        switch (word)
        {
            case "title":
                to.Title = rest;
                return true;
            case "source":
                to.Sources.Add(rest);
                return true;
            case "decision":
                to.Decisions.AddRange(rest.Split(' ').Select(each => int.Parse(each, CultureInfo.InvariantCulture)));
                return true;
            case "world":
                to.World.Add(rest);
                return true;
            case "wine" or "reactos" or "documentation" or "open" or "caller":
                to.Differences.Add((word, rest));
                return true;
            default:
                return false;
        }
    }
}
