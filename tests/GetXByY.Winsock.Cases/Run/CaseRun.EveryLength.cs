namespace GetXByY.Winsock.Cases;

// "every-length hostent 98 WSAAsyncGetHostByName "files.example"": the request with each length from 0 to one more than
// the 98 bytes that it needs, at each of 8 misalignments. Lengths with the same outcome are told together.
internal sealed partial class CaseRun
{
    private const int Misalignments = 8;

    private string? DoForEveryLength(string first, string[] rest, string command)
    {
        if (first != "every-length")
            return null;
        string request = command[command.IndexOf(rest[2], StringComparison.Ordinal)..];
        string seen = "";
        for (int misalignment = 0; misalignment < Misalignments; misalignment++)
        {
            string here = Lengths(rest[0], (int)Words.Number(rest[1]) + 1, request, misalignment);
            if (misalignment > 0 && here != seen)
                return $"{seen}; {misalignment} bytes behind an aligned address {here}";
            seen = here;
        }
        return seen;
    }

    private string Lengths(string kind, int last, string request, int misalignment)
    {
        var runs = new List<string>();
        string before = "";
        int from = 0;
        for (int length = 0; length <= last + 1; length++)
        {
            string seen = length <= last ? OfLength(kind, request, $"{length}@{misalignment}") : "";
            if (length > 0 && seen != before)
            {
                runs.Add(from == length - 1 ? $"{from}: {before}" : $"{from}-{length - 1}: {before}");
                from = length;
            }
            before = seen;
        }
        return string.Join(" | ", runs);
    }

    private string OfLength(string kind, string request, string buffer)
    {
        Do($"length = {request} {buffer}");
        string message = Do("message")["length ".Length..];
        string content = Do("untouched length");
        return $"{message} {(content == "untouched" ? content : Do($"{kind} length"))}";
    }
}
