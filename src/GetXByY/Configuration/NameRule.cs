using System.Text;

namespace GetXByY.Configuration;

/// <summary>What can be the name of a host or a domain at all (RFC 1035, section 2.3.4; letters, digits and hyphens
/// are not asked for, see RFC 2181, section 11). Stateless, so it may be used from any thread.</summary>
internal static class NameRule
{
    /// <summary>The 255 octets of RFC 1035 count the length before each label and the root at the end.</summary>
    internal const int MaxName = 253;

    /// <summary>The octets that a label may have.</summary>
    internal const int MaxLabel = 63;

    /// <summary>Tells what is wrong with a name that has no dot at its end.</summary>
    /// <returns>Null when nothing is.</returns>
    internal static string? Violation(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty)
            return "the name is empty";
        if (name.Length > MaxName || Encoding.UTF8.GetByteCount(name) > MaxName)
            return "the name is longer than 253 bytes";
        foreach (char c in name)
        {
            if (char.IsControl(c) || char.IsWhiteSpace(c))
                return "the name has a control character or white space in it";
        }
        foreach (Range label in name.Split('.'))
        {
            int octets = Encoding.UTF8.GetByteCount(name[label]);
            if (octets == 0)
                return "the name has an empty label: two dots in a row, or one at an end";
            if (octets > MaxLabel)
                return "the name has a label that is longer than 63 bytes";
        }
        return null;
    }

    /// <summary>Takes the dot off the end of a fully qualified name.</summary>
    internal static ReadOnlySpan<char> WithoutFinalDot(ReadOnlySpan<char> name) =>
        name is [.. var head, '.'] ? head : name;
}
