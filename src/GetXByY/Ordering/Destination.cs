using GetXByY.Configuration;

namespace GetXByY.Ordering;

/// <summary>An address to which somebody may connect, with all that the rules of RFC 6724 section 6 compare.</summary>
internal readonly struct Destination
{
    private readonly bool _isIpv4;
    private readonly bool _hasSource;
    private readonly bool _matchesScope;
    private readonly bool _matchesLabel;
    private readonly bool _isDeprecated;
    private readonly bool _isHome;
    private readonly bool _isTunneled;
    private readonly int _precedence;
    private readonly int _scope;
    private readonly int _commonBits;

    /// <param name="index">Where it stands in the answer.</param>
    /// <param name="address">The address as a number, IPv4 mapped into IPv6.</param>
    /// <param name="source">The address from which the machine would send to it; null when it cannot.</param>
    /// <param name="policy">What is preferred to what.</param>
    internal Destination(int index, UInt128 address, LocalAddress? source, PolicyTable policy)
    {
        Index = index;
        _isIpv4 = PolicyTable.IsIpv4(address);
        _precedence = policy.PrecedenceOf(address);
        _scope = policy.ScopeOf(address);
        if (source is not LocalAddress from)
            return;
        _hasSource = true;
        _matchesScope = policy.ScopeOf(from.Number) == _scope;
        _matchesLabel = policy.LabelOf(from.Number) == policy.LabelOf(address);
        _isDeprecated = from.IsDeprecated;
        _isHome = from.IsHome;
        _isTunneled = from.IsTunnel;
        _commonBits = CommonBits(address, from);
    }

    /// <summary>Where it stands in the answer.</summary>
    internal int Index { get; }

    /// <summary>Which of two is preferred.</summary>
    /// <returns>Less than zero for the first, more for the second, zero when no rule tells (rule 10).</returns>
    internal static int Compare(in Destination a, in Destination b)
    {
        // Rule 1: avoid unusable destinations.
        if (a._hasSource != b._hasSource)
            return a._hasSource ? -1 : 1;
        bool known = a._hasSource;
        // Rule 2: prefer matching scope. Rule 3: avoid deprecated addresses. Rule 4: prefer home addresses. Rule 5: prefer
        // matching label.
        if (known && a._matchesScope != b._matchesScope)
            return a._matchesScope ? -1 : 1;
        if (known && a._isDeprecated != b._isDeprecated)
            return b._isDeprecated ? -1 : 1;
        if (known && a._isHome != b._isHome)
            return a._isHome ? -1 : 1;
        if (known && a._matchesLabel != b._matchesLabel)
            return a._matchesLabel ? -1 : 1;
        // Rule 6: prefer higher precedence. Rule 7: prefer native transport. Rule 8: prefer smaller scope.
        if (a._precedence != b._precedence)
            return b._precedence.CompareTo(a._precedence);
        if (known && a._isTunneled != b._isTunneled)
            return b._isTunneled ? -1 : 1;
        if (a._scope != b._scope)
            return a._scope.CompareTo(b._scope);
        // Rule 9: use longest matching prefix, within a family.
        return known && a._isIpv4 == b._isIpv4 ? b._commonBits.CompareTo(a._commonBits) : 0;
    }

    // CommonPrefixLen of section 2.2: no longer than the prefix of the source. IPv4 addresses are given out without regard
    // to geography, so outside of the source's own network their bits say nothing: rule 9 taken literally would send
    // everybody to the same of many servers. glibc does the same.
    private static int CommonBits(UInt128 address, LocalAddress source)
    {
        int bits = PolicyTable.CommonBits(address, source.Number);
        if (!PolicyTable.IsIpv4(address))
            return Math.Min(bits, source.PrefixLength);
        return bits >= PrefixRule.MappedBits + source.PrefixLength ? bits : 0;
    }
}
