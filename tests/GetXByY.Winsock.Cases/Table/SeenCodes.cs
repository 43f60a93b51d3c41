namespace GetXByY.Winsock.Cases;

/// <summary>Which codes of which functions the table shows, of the call and of the message.</summary>
internal sealed class SeenCodes
{
    private readonly HashSet<string> _seen = [];

    internal SeenCodes(IEnumerable<Case> cases)
    {
        foreach (Case each in cases)
            new OfCase(_seen).Add(each);
    }

    /// <summary>The lines of <c>Data/documented-codes</c> that no case shows, and those that say "never" of one that a case
    /// shows.</summary>
    internal IEnumerable<string> Missing(string path)
    {
        foreach (string line in File.ReadLines(path))
        {
            string[] words = line.Split(' ', 5);
            bool isNever = words.Length > 3 && words[3] == "never";
            if (words[0] != "#" && _seen.Contains(string.Join(' ', words[..3])) == isNever)
                yield return line;
        }
    }

    /// <summary>Follows one case: whose message is whose, and what was done where the result is shown later.</summary>
    private sealed class OfCase(HashSet<string> seen)
    {
        private readonly Dictionary<string, string> _functions = [];
        private readonly Dictionary<string, string> _begun = [];
        private readonly Queue<string> _inside = [];

        internal void Add(Case @case)
        {
            foreach (CaseStep step in @case.Steps)
                Add(step.Command, step.Expected);
        }

        private void Add(string command, string expected)
        {
            List<string> words = Words.Split(command);
            string rest = words.Count > 1 ? command[(words[0].Length + 1)..] : "";
            switch (words[0])
            {
                case "message" or "messages":
                    foreach (string message in expected.Split(" | "))
                        AddMessage(message.Split(' '));
                    break;
                case "in-poster" or "in-hook":
                    _inside.Enqueue(rest);
                    break;
                case "poster-saw" or "hook-saw":
                    foreach (string each in expected.Split(" | "))
                        Add(_inside.TryDequeue(out string? inside) ? inside : "nothing", each);
                    break;
                case "begin":
                    _begun[words[1]] = rest[(words[1].Length + 1)..];
                    break;
                case "end":
                    Add(_begun[words[1]], expected);
                    break;
                case "completed":
                    seen.Add($"GetAddrInfoExW completion {expected.Split(' ')[1]}");
                    break;
                case "address-of" or ['@', ..]:
                    Add(rest, expected);
                    break;
                default:
                    AddCall(words, expected);
                    break;
            }
        }

        private void AddCall(List<string> words, string expected)
        {
            bool begins = words is [_, "=", ..];
            string function = begins ? words[2] : words[0];
            if (begins)
                _functions[words[0]] = function;
            seen.Add($"{function} call {expected.Split(' ')[^1]}");
        }

        private void AddMessage(string[] words)
        {
            if (words.Length > 1 && _functions.TryGetValue(words[0], out string? function))
                seen.Add($"{function} message {words[1]}");
        }
    }
}
