using System.Globalization;
using System.Net;
using GetXByY.Testing;

namespace GetXByY.Winsock.Cases;

/// <summary>Tells a name server what to do, from the file <c>Data/names</c>.</summary>
internal static class NamesScript
{
    internal static void Apply(string path, LoopbackNameServer server, ServerGate gate)
    {
        foreach (string line in File.ReadLines(path))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length > 1 && words[0] != "#")
                Apply(server, gate, words[0], words[1], words[2..]);
        }
    }

    private static void Apply(LoopbackNameServer server, ServerGate gate, string name, string what, string[] rest)
    {
        string asked = IPAddress.TryParse(name, out IPAddress? address) ? Reverse(address) : name;
        switch (what)
        {
            case "A" or "AAAA" when rest is ["SILENCE"]:
                server.Behave(asked, ServerBehaviour.Silence, what == "A" ? QuestionType.A : QuestionType.Aaaa);
                break;
            case "A" or "AAAA":
                server.Add(asked, rest);
                break;
            case "MANY":
                server.Add(asked, [.. Enumerable.Range(1, int.Parse(rest[0], CultureInfo.InvariantCulture))
                    .Select(i => new IPAddress([198, 51, 100, (byte)i]))]);
                break;
            case "CNAME":
                server.AddAlias(asked, rest[0]);
                break;
            case "PTR":
                server.AddPointer(address!, rest[0]);
                break;
            case "TXT":
                server.AddRecord(asked, (QuestionType)16, "\u0001x"u8);
                break;
            case "CODE":
                server.Behave(asked, ServerBehaviour.Code((AnswerCode)int.Parse(rest[0], CultureInfo.InvariantCulture)));
                break;
            case "SILENCE":
                server.Behave(asked, ServerBehaviour.Silence);
                break;
            case "HELD" or "HELD-PTR":
                server.Behave(asked, ServerBehaviour.Answer.HeldBy(gate));
                if (what == "HELD")
                    server.Add(asked, rest);
                else
                    server.AddPointer(address!, rest[0]);
                break;
            default:
                throw new InvalidDataException($"the script of the name server says {what}");
        }
    }

    private static string Reverse(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        Array.Reverse(bytes);
        return bytes.Length == 4
            ? $"{string.Join('.', bytes)}.in-addr.arpa"
            : $"{string.Join('.', bytes.SelectMany(each => new[] { $"{each & 15:x}", $"{each >> 4:x}" }))}.ip6.arpa";
    }
}
