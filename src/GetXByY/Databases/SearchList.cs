using System.Text;
using GetXByY.Dns.Message;

namespace GetXByY.Databases;

/// <summary>Which names are tried for the name that was given, and in which order: itself and with each suffix of the
/// search list, as glibc does it under search, ndots and no-tld-query of resolv.conf(5). Immutable.</summary>
internal sealed class SearchList
{
    /// <summary>More suffixes than this are not tried: each costs every name that does not exist further queries.</summary>
    internal const int MaxSuffixes = 250;

    private readonly byte[][] _suffixes;
    private readonly int _ndots;
    private readonly bool _noTldQuery;

    // Where the root is among the suffixes, the name as it is has its place there, and not at the end.
    private readonly int _root;

    /// <param name="suffixes">The suffixes without dots at their ends; an empty one is the root. Passed over are those that are
    /// no names, and those under which nothing is asked for.</param>
    /// <param name="ndots">A name with so many dots is tried as it is first.</param>
    /// <param name="noTldQuery">Whether a name without dots is tried only with suffixes, if there are any.</param>
    internal SearchList(IEnumerable<string> suffixes, int ndots, bool noTldQuery = false)
    {
        _ndots = ndots;
        _noTldQuery = noTldQuery;
        _suffixes = [.. suffixes.Select(ToWire).OfType<byte[]>().Take(MaxSuffixes)];
        _root = Array.FindIndex(_suffixes, s => s.Length == 1);
    }

    /// <summary>How many names there are to try.</summary>
    internal int CountFor(ReadOnlySpan<byte> name)
    {
        if (DomainName.IsAbsolute(name))
            return 1;
        bool rootIsSuffix = _root >= 0 && !IsFirstAsGiven(name);
        bool isNeverAsGiven = _noTldQuery && _suffixes.Length > 0 && !name.Contains((byte)'.') && !IsFirstAsGiven(name);
        return _suffixes.Length + (rootIsSuffix || isNeverAsGiven ? 0 : 1);
    }

    /// <summary>Whether the name as it is comes before those with suffixes.</summary>
    internal bool IsFirstAsGiven(ReadOnlySpan<byte> name) =>
        DomainName.IsAbsolute(name) || name.Count((byte)'.') >= _ndots;

    /// <summary>Where the name as it is has its place behind a position, or the count of names when it has none.</summary>
    internal int AsGivenBehind(ReadOnlySpan<byte> name, int position)
    {
        int count = CountFor(name);
        if (IsFirstAsGiven(name))
            return count;
        int place = _root >= 0 ? _root : _suffixes.Length;
        return place > position ? Math.Min(place, count) : count;
    }

    /// <summary>Writes the name at a position in wire form.</summary>
    /// <returns>False when it is no possible name, or was at another position already.</returns>
    internal bool TryWrite(ReadOnlySpan<byte> name, int position, Span<byte> destination, out int length)
    {
        if (!DomainName.TryWrite(name, destination, out length))
            return false;
        bool asGivenFirst = IsFirstAsGiven(name);
        int suffix = asGivenFirst ? position - 1 : position;
        if (suffix < 0 || suffix == _suffixes.Length)
            return true;
        if (asGivenFirst && suffix == _root)
            return false;
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
        if (suffix.Length == 0)
            return [0];
        Span<byte> ascii = stackalloc byte[HostNames.MaxLength];
        Span<byte> wire = stackalloc byte[DomainName.MaxLength];
        return HostNames.TryToAscii(Encoding.UTF8.GetBytes(suffix), ascii, out int length)
            && !SpecialNames.IsSpecial(Encoding.ASCII.GetString(ascii[..length]))
            && DomainName.TryWrite(ascii[..length], wire, out int written) ? wire[..written].ToArray() : null;
    }
}
