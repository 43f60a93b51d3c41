using GetXByY.Configuration;

namespace GetXByY.Ordering;

/// <summary>What is preferred to what: the label and precedence of each prefix (RFC 6724 section 2.1), and the scope of
/// each address (section 3.1 and 3.2). Immutable, so it may be used from any thread.</summary>
internal sealed class PolicyTable
{
    private const int LinkLocal = 2;
    private const int SiteLocal = 5;
    private const int Global = 14;

    // RFC 6724 section 2.1. The table of glibc 2.36 and before is still that of RFC 3484, with additions of its own.
    private static readonly (string Prefix, int Length, int Precedence, int Label)[] s_default =
    [
        ("::1", 128, 50, 0),
        ("::", 0, 40, 1),
        ("::ffff:0:0", 96, 35, 4),
        ("2002::", 16, 30, 2),
        ("2001::", 32, 5, 5),
        ("fc00::", 7, 3, 13),
        ("::", 96, 1, 3),
        ("fec0::", 10, 1, 11),
        ("3ffe::", 16, 1, 12),
    ];

    private static readonly PrefixRule s_loopback = new("::1", 128, 0);
    private static readonly PrefixRule s_linkLocal = new("fe80::", 10, 0);
    private static readonly PrefixRule s_siteLocal = new("fec0::", 10, 0);
    private static readonly PrefixRule s_multicast = new("ff00::", 8, 0);
    private static readonly PrefixRule s_mapped = new("::ffff:0:0", PrefixRule.MappedBits, 0);

    private readonly PrefixRule[] _labels;
    private readonly PrefixRule[] _precedences;
    private readonly PrefixRule[] _scopes;

    /// <summary>Makes the table: what the file says, and where it says nothing the default.</summary>
    internal PolicyTable(GaiConf file)
    {
        // What stands under no line of a file has what the default gives to all: label 1, precedence 40, global scope.
        _labels = MostSpecificFirst(
            file.Labels, [.. s_default.Select(d => new PrefixRule(d.Prefix, d.Length, d.Label))], new("::", 0, 1));
        _precedences = MostSpecificFirst(
            file.Precedences, [.. s_default.Select(d => new PrefixRule(d.Prefix, d.Length, d.Precedence))], new("::", 0, 40));
        _scopes = MostSpecificFirst(
            file.Scopes,
            [
                new("::ffff:169.254.0.0", PrefixRule.MappedBits + 16, LinkLocal),
                new("::ffff:127.0.0.0", PrefixRule.MappedBits + 8, LinkLocal),
            ],
            new("::ffff:0:0", PrefixRule.MappedBits, Global));
    }

    /// <summary>That of section 2.1.</summary>
    internal static PolicyTable Default { get; } = new(GaiConf.Empty);

    /// <summary>Whether an address, as a number, is IPv4.</summary>
    internal static bool IsIpv4(UInt128 address) => s_mapped.Covers(address);

    internal int LabelOf(UInt128 address) => ValueOf(_labels, address);

    internal int PrecedenceOf(UInt128 address) => ValueOf(_precedences, address);

    /// <summary>The scope: the smaller, the nearer (RFC 4291 section 2.7).</summary>
    internal int ScopeOf(UInt128 address) =>
        IsIpv4(address) ? ValueOf(_scopes, address)
        : s_linkLocal.Covers(address) || s_loopback.Covers(address) ? LinkLocal
        : s_siteLocal.Covers(address) ? SiteLocal
        : s_multicast.Covers(address) ? (int)(address >> 112) & 0xF
        : Global;

    /// <summary>How many bits at the front of two addresses are the same.</summary>
    internal static int CommonBits(UInt128 one, UInt128 other) => (int)UInt128.LeadingZeroCount(one ^ other);

    private static int ValueOf(PrefixRule[] rules, UInt128 address)
    {
        foreach (PrefixRule rule in rules)
        {
            if (rule.Covers(address))
                return rule.Value;
        }
        // The last rule covers all there is.
        throw new InvalidOperationException("A table without an end.");
    }

    // The sort is stable, so of two rules for one prefix the first of the file counts.
    private static PrefixRule[] MostSpecificFirst(
        IReadOnlyList<PrefixRule> rules, IReadOnlyList<PrefixRule> otherwise, PrefixRule last) =>
        [.. (rules.Count > 0 ? rules : otherwise).OrderByDescending(r => r.Length), last];
}
