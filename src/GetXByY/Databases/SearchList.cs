using GetXByY.Dns.Message;

namespace GetXByY.Databases;

/// <summary>Which names are tried for the name that was given: itself and with each suffix of the search list, as
/// resolv.conf(5) says under search and ndots. Immutable.</summary>
internal sealed class SearchList
{
    /// <summary>More suffixes than this are not tried: each costs every name that does not exist further queries.</summary>
    internal const int MaxSuffixes = 32;

    private readonly byte[][] _suffixes;
    private readonly int _ndots;

    internal SearchList(IEnumerable<string> suffixes, int ndots)
    {
        _ndots = ndots;
        _suffixes = [.. suffixes.Select(ToWire).OfType<byte[]>().Take(MaxSuffixes)];
    }

    /// <summary>How many names there are to try.</summary>
    internal int CountFor(ReadOnlySpan<byte> name) => name is [.., (byte)'.'] ? 1 : 1 + _suffixes.Length;

    /// <summary>Writes the name at a position in wire form.</summary>
    /// <returns>False when it is no possible name.</returns>
    internal bool TryWrite(ReadOnlySpan<byte> name, int position, Span<byte> destination, out int length)
    {
        if (!DomainName.TryWrite(name, destination, out length))
            return false;
        bool asGivenFirst = name is [.., (byte)'.'] || name.Count((byte)'.') >= _ndots;
        int suffix = asGivenFirst ? position - 1 : position;
        if (suffix < 0 || suffix == _suffixes.Length)
            return true;
        // The suffix takes the place of the root label.
        int start = length - 1;
        length = start + _suffixes[suffix].Length;
        if (length > DomainName.MaxLength)
            return false;
        _suffixes[suffix].CopyTo(destination[start..]);
        return true;
    }

    private static byte[]? ToWire(string suffix)
    {
        Span<byte> wire = stackalloc byte[DomainName.MaxLength];
        return DomainName.TryWrite(suffix, wire, out int length) ? wire[..length].ToArray() : null;
    }
}
