namespace GetXByY.Winsock.Cases;

/// <summary>What a run saw: for each case its observations, in the order of its steps. It is written and read in the form
/// of the table itself.</summary>
internal static class Transcript
{
    internal static void Write(TextWriter output, Case @case, IEnumerable<string> observations)
    {
        output.WriteLine($"case {@case.Id}");
        foreach ((CaseStep step, string seen) in @case.Steps.Zip(observations))
        {
            output.WriteLine($"> {step.Command}");
            output.WriteLine($"= {seen}");
        }
        output.Flush();
    }

    internal static Dictionary<string, List<string>> Read(string path)
    {
        var cases = new Dictionary<string, List<string>>();
        List<string> seen = [];
        foreach (string raw in File.ReadLines(path))
        {
            string line = raw.TrimEnd('\r');
            if (line.StartsWith("case ", StringComparison.Ordinal))
                cases[line[5..]] = seen = [];
            else if (line.StartsWith("= ", StringComparison.Ordinal))
                seen.Add(line[2..]);
        }
        return cases;
    }

    /// <summary>What was seen of one step; <c>n/a</c> where the run stopped before it.</summary>
    internal static string At(IReadOnlyList<string> seen, int step) => step < seen.Count ? seen[step] : "n/a";
}
