using System.Globalization;
using System.Text;

namespace GetXByY.Winsock.Cases;

/// <summary>The words of a command. A text stands in quotes, with <c>\xHH</c> for any byte in it; inside the program it
/// keeps its first quote, so that <c>"NULL"</c> is not <c>NULL</c>.</summary>
internal static class Words
{
    internal static List<string> Split(string command)
    {
        var words = new List<string>();
        for (int at = 0; at < command.Length;)
        {
            if (command[at] == ' ')
            {
                at++;
                continue;
            }
            int end = command[at] == '"' ? command.IndexOf('"', at + 1) : command.IndexOf(' ', at);
            if (end < 0)
                end = command.Length;
            words.Add(command[at..end]);
            at = command[at] == '"' ? end + 1 : end;
        }
        return words;
    }

    /// <summary>The bytes of a text with their NUL; null for <c>NULL</c>.</summary>
    internal static byte[]? Text(string word)
    {
        if (word == "NULL")
            return null;
        var bytes = new List<byte>();
        for (int i = 1; i < word.Length; i++)
        {
            if (word[i] == '\\' && word[i + 1] == 'x')
            {
                bytes.Add(byte.Parse(word.AsSpan(i + 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                i += 3;
            }
            else if (word[i] == '\\' && word[i + 1] == '*') // the byte before, so often
            {
                int times = int.Parse(word.AsSpan(i + 2, 3), CultureInfo.InvariantCulture);
                bytes.AddRange(Enumerable.Repeat(bytes[^1], times - 1));
                i += 4;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(word, i, 1));
            }
        }
        bytes.Add(0);
        return [.. bytes];
    }

    /// <summary>A number: decimal, or hexadecimal after 0x; a minus in front.</summary>
    internal static long Number(string word)
    {
        bool isNegative = word.StartsWith('-');
        string digits = isNegative ? word[1..] : word;
        long value = digits.StartsWith("0x", StringComparison.Ordinal)
            ? long.Parse(digits.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : long.Parse(digits, CultureInfo.InvariantCulture);
        return isNegative ? -value : value;
    }

    /// <summary>A version, as <c>2.2</c>, with the major number in the low byte.</summary>
    internal static ushort Version(string word)
    {
        string[] parts = word.Split('.');
        return (ushort)(Number(parts[0]) | (Number(parts[1]) << 8));
    }
}
