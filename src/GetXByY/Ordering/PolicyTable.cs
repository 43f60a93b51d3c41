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
    // The most specific first. In numbers, and not in text to be read: it is in the way of the first answer.
    private static readonly PolicyLine[] s_default =
    [
        new(0, 1, 128, 50, 0), // ::1
        new(0, 0xFFFF_0000_0000, 96, 35, 4), // ::ffff:0:0
        new(0, 0, 96, 1, 3), // ::
        new(0x20010000_00000000, 0, 32, 5, 5), // 2001::
        new(0x20020000_00000000, 0, 16, 30, 2), // 2002::
        new(0x3FFE0000_00000000, 0, 16, 1, 12), // 3ffe::
        new(0xFEC00000_00000000, 0, 10, 1, 11), // fec0::
        new(0xFC000000_00000000, 0, 7, 3, 13), // fc00::
        new(0, 0, 0, 40, 1), // ::
    ];

    private static readonly PrefixRule s_loopback = new(new UInt128(0, 1), 128, 0);
    private static readonly PrefixRule s_linkLocal = new(new UInt128(0xFE800000_00000000, 0), 10, 0);
    private static readonly PrefixRule s_siteLocal = new(new UInt128(0xFEC00000_00000000, 0), 10, 0);
    private static readonly PrefixRule s_multicast = new(new UInt128(0xFF000000_00000000, 0), 8, 0);
    private static readonly PrefixRule s_mapped = new(new UInt128(0, 0xFFFF_0000_0000), PrefixRule.MappedBits, 0);
    private static readonly PrefixRule s_mappedLinkLocal =
        new(new UInt128(0, 0xFFFF_A9FE_0000), PrefixRule.MappedBits + 16, LinkLocal);
    private static readonly PrefixRule s_mappedLoopback =
        new(new UInt128(0, 0xFFFF_7F00_0000), PrefixRule.MappedBits + 8, LinkLocal);

    private readonly PrefixRule[] _labels;
    private readonly PrefixRule[] _precedences;
    private readonly PrefixRule[] _scopes;

    /// <summary>Makes the table: what the file says, and where it says nothing the default.</summary>
    internal PolicyTable(GaiConf file)
    {
        // What stands under no line of a file has what the default gives to all: label 1, precedence 40, global scope.
        _labels = file.Labels.Count > 0 ? MostSpecificFirst(file.Labels, new(0, 0, 1)) : Default(labels: true);
        _precedences = file.Precedences.Count > 0 ? MostSpecificFirst(file.Precedences, new(0, 0, 40)) : Default(labels: false);
        PrefixRule all = s_mapped with { Value = Global };
        _scopes = file.Scopes.Count > 0 ? MostSpecificFirst(file.Scopes, all) : [s_mappedLinkLocal, s_mappedLoopback, all];
    }

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
    private static PrefixRule[] MostSpecificFirst(IReadOnlyList<PrefixRule> rules, PrefixRule last) =>
        [.. rules.OrderByDescending(r => r.Length), last];

    private static PrefixRule[] Default(bool labels)
    {
        var rules = new PrefixRule[s_default.Length];
        for (int i = 0; i < rules.Length; i++)
        {
            PolicyLine line = s_default[i];
            rules[i] = new(new UInt128(line.High, line.Low), line.Length, labels ? line.Label : line.Precedence);
        }
        return rules;
    }

    // The prefix is in two halves.
    private readonly record struct PolicyLine(ulong High, ulong Low, int Length, int Precedence, int Label);
}
