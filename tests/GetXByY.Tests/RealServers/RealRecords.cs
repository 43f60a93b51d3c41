using System.Globalization;
using System.Net;

namespace GetXByY.Tests.RealServers;

/// <summary>What all the real servers serve: the zone real.test and the names of some addresses. Immutable.</summary>
internal static class RealRecords
{
    internal const string Zone = "real.test";

    /// <summary>Names n0, n1 and so on, each with one address of its own.</summary>
    internal const int Numbered = 300;

    // So many do, but not into 576 bytes.
    private const int MiddleCount = 60;

    // So many records do not fit into the 1232 bytes that the resolver takes over UDP.
    private const int BigCount = 150;

    /// <summary>The addresses of a name whose answer is a datagram of about 1000 bytes.</summary>
    internal static IReadOnlyList<IPAddress> Middle { get; } =
        [.. Enumerable.Range(1, MiddleCount).Select(i => IPAddress.Parse($"198.18.1.{i}"))];

    /// <summary>The addresses of a name that needs TCP.</summary>
    internal static IReadOnlyList<IPAddress> Big { get; } =
        [.. Enumerable.Range(1, BigCount).Select(i => IPAddress.Parse($"198.18.0.{i}"))];

    /// <summary>The same of the other family.</summary>
    internal static IReadOnlyList<IPAddress> BigSix { get; } =
        [.. Enumerable.Range(1, BigCount).Select(i => IPAddress.Parse($"2001:db8:1::{i:x}"))];

    /// <summary>All names that have addresses.</summary>
    internal static IReadOnlyList<(string Name, IReadOnlyList<IPAddress> Addresses)> Hosts { get; } =
    [
        ("www", Parse("192.0.2.1")),
        ("both", Parse("192.0.2.10", "192.0.2.11", "192.0.2.12", "2001:db8::10", "2001:db8::11")),
        ("only6", Parse("2001:db8::6")),
        // What IDNA makes of bücher
        ("xn--bcher-kva", Parse("192.0.2.20")),
        ("middle", Middle),
        ("big", Big),
        ("big6", BigSix),
        .. Enumerable.Range(0, Numbered).Select(i => ($"n{i}", (IReadOnlyList<IPAddress>)[NumberedAddress(i)])),
    ];

    /// <summary>Aliases, from the first to the last of a chain.</summary>
    internal static IReadOnlyList<(string Alias, string Target)> Aliases { get; } =
        [("alias", "hop"), ("hop", "www"), ("dangling", "nowhere")];

    /// <summary>Addresses that have names.</summary>
    internal static IReadOnlyList<(IPAddress Address, string Name)> Pointers { get; } =
        [(IPAddress.Parse("192.0.2.1"), "www"), (IPAddress.Parse("2001:db8::6"), "only6")];

    /// <summary>A name that has no address.</summary>
    internal static string TextOnly => "text";

    internal static IPAddress NumberedAddress(int number) =>
        IPAddress.Parse(string.Create(CultureInfo.InvariantCulture, $"198.19.{number / 200}.{1 + number % 200}"));

    /// <summary>The name under which a PTR record stands, with its final dot.</summary>
    internal static string ReverseName(IPAddress address)
    {
        byte[] octets = address.GetAddressBytes();
        Array.Reverse(octets);
        return octets.Length == 4
            ? $"{string.Join('.', octets)}.in-addr.arpa."
            : $"{string.Join('.', octets.SelectMany(o => $"{o & 15:x}{o >> 4:x}"))}.ip6.arpa.";
    }

    private static IPAddress[] Parse(params string[] addresses) => [.. addresses.Select(IPAddress.Parse)];
}
