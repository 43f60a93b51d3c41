using System.Net;

namespace GetXByY.Dns.Message;

/// <summary>What a response answers to a question for A, AAAA or PTR records, out of the wire format. Names are as
/// <see cref="DomainName.ToText"/> makes them: printable ASCII whatever the sender wrote, and a backslash in it tells
/// that the name is no host's.</summary>
internal sealed class AnswerData
{
    /// <summary>Where the chain of aliases ends; without one the name that was asked.</summary>
    internal required string CanonicalName { get; init; }

    /// <summary>The name that was asked and those on the way, in the order of the chain; empty without one.</summary>
    internal required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The addresses of an A or AAAA question, each once, in the order of the DNS message.</summary>
    internal required IReadOnlyList<IPAddress> Addresses { get; init; }

    /// <summary>The names of a PTR question, each once, in the order of the DNS message.</summary>
    internal required IReadOnlyList<string> PointerNames { get; init; }

    /// <summary>For how many seconds all of it may be kept: the least of the chain and the records.</summary>
    internal required uint Ttl { get; init; }

    /// <summary>Whether it is kept for others, so that what is made of it is worth keeping, too.</summary>
    internal bool IsKept { get; set; }

    /// <summary>What its owner has made of it for the next who asks, if it is kept.</summary>
    internal object? Made { get; set; }
}
