using System.Net;
using System.Text;
using GetXByY.Tests.Simulation;

namespace GetXByY.Simulation;

/// <summary>What the servers of the virtual network answer, and what is right for a name: everything follows from the
/// name, so that an answer to another question is found out.</summary>
internal static class NameServer
{
    /// <summary>The address in every forged answer; no name has it.</summary>
    internal static readonly IPAddress Forged = IPAddress.Parse("66.66.66.66");

    internal static readonly IPAddress ForgedV6 = IPAddress.Parse("6666::6666");

    private const int FormatError = 1;
    private const int ServerFailure = 2;
    private const int NameError = 3;
    private const int BadCookie = 23;
    private const int Cookie = 10;

    private static readonly byte[] s_cookie = [1, 2, 3, 4, 5, 6, 7, 8];

    /// <summary>The honest answer; null for silence.</summary>
    /// <param name="query">The question.</param>
    /// <param name="server">Who is asked.</param>
    /// <param name="times">How often it was asked, this time included.</param>
    /// <param name="version">How often what servers know of the changing names has changed.</param>
    internal static byte[]? Answer(SentMessage query, IPEndPoint server, int times, int version)
    {
        string name = query.Name.TrimEnd('.').ToLowerInvariant();
        string first = name.Split('.')[0].TrimEnd("0123456789".ToCharArray());
        if (query.Type == 12)
            return new Reply(query).Pointer("pointer." + name[..name.IndexOf('.')] + ".test").Bytes;
        return first switch
        {
            "silent" => null,
            // Only the second server is there, or only the second question arrives.
            "second" when IsFirst(server) => null,
            "fading" => times == 1 ? Honest(query, name, ttl: 1).Bytes : null,
            "again" when times == 1 => null,
            "plain" when query.HasEdns => new Reply(query, FormatError).Bytes,
            "missing" => new Reply(query, NameError).Soa("test", 30).Bytes,
            "failing" => new Reply(query, ServerFailure).Bytes,
            "explained" => new Reply(query, ServerFailure).Opt(0, (15, [0, 6, (byte)'x'])).Bytes,
            "baked" when query.Option(Cookie) is not null => Honest(query, name).WithCookie(query, s_cookie).Bytes,
            // The second cookie is another than the first; and the answers for AAAA come from a machine without any.
            "crumbly" when times == 1 && !query.OverTcp && query.Option(Cookie) is not null =>
                new Reply(query, BadCookie & 15).WithCookie(query, s_cookie, BadCookie >> 4).Bytes,
            "crumbly" when query.Type == 1 && query.Option(Cookie) is not null => Honest(query, name).WithCookie(query, s_cookie).Bytes,
            "empty" => new Reply(query).Bytes,
            "large" when !query.OverTcp => new Reply(query).Truncated().Bytes,
            // Of the search list only the second suffix has it.
            "short" when !name.EndsWith(".two.test", StringComparison.Ordinal) => new Reply(query, NameError).Bytes,
            "changing" => new Reply(query).Ttl(60).Address(ChangingAddress(name, query.Type, version)).Bytes,
            "alias" => new Reply(query).Alias(null, "middle." + name).Alias("middle." + name, "end." + name)
                .Address(AddressOf(name, query.Type), "end." + name).Bytes,
            _ => Honest(query, name).Bytes,
        };
    }

    /// <summary>How much longer than others the answer takes, in milliseconds.</summary>
    internal static int DelayOf(SentMessage query, IPEndPoint server) => StartsWith(query, "slow") && IsFirst(server) ? 300 : 0;

    /// <summary>Whether nobody is at the server's port.</summary>
    internal static bool IsClosed(SentMessage query, IPEndPoint server) => StartsWith(query, "closed") && IsFirst(server);

    private static Reply Honest(SentMessage query, string name, uint ttl = 60) =>
        new Reply(query).Ttl(ttl).Address(AddressOf(name, query.Type));

    /// <summary>Whether an address is one that the servers have for a name, however it was completed.</summary>
    internal static bool IsRight(string name, IPAddress address)
    {
        int type = address.GetAddressBytes().Length == 4 ? 1 : 28;
        name = name.TrimEnd('.');
        if (IsChanging(name))
            return address.ToString() == ChangingAddress(name, type, VersionOf(address));
        return ((string[])[name, name + ".one.test", name + ".two.test"])
            .Any(full => address.Equals(IPAddress.Parse(AddressOf(full, type))));
    }

    /// <summary>Whether what servers know of a name changes.</summary>
    internal static bool IsChanging(string name) => name.StartsWith("changing", StringComparison.Ordinal);

    /// <summary>How often that had changed when a server gave this address of such a name.</summary>
    internal static int VersionOf(IPAddress address) => address.GetAddressBytes()[^1];

    /// <summary>Whether a message would be taken for the answer to a question, by who does not look at the case of
    /// letters.</summary>
    internal static bool IsFor(byte[] message, SentMessage asked)
    {
        int end = asked.QuestionEnd;
        return message.Length >= end && message.AsSpan(0, 2).SequenceEqual(asked.Bytes.AsSpan(0, 2))
            && Ascii.EqualsIgnoreCase(message.AsSpan(12, end - 12), asked.Bytes.AsSpan(12, end - 12));
    }

    internal static byte[] WithId(byte[] message, ushort id)
    {
        byte[] changed = [.. message];
        (changed[0], changed[1]) = ((byte)(id >> 8), (byte)id);
        return changed;
    }

    internal static byte[] WithOtherName(byte[] message)
    {
        byte[] changed = [.. message];
        // The first letter of the name that was asked.
        changed[13] = (byte)(changed[13] == (byte)'z' ? 'y' : 'z');
        return changed;
    }

    internal static byte[] WithOtherType(byte[] message)
    {
        byte[] changed = [.. message];
        int type = 12;
        while (changed[type] != 0)
            type += changed[type] + 1;
        // A becomes MF, AAAA becomes 29, PTR becomes HINFO.
        changed[type + 2] ^= 1;
        return changed;
    }

    /// <summary>The last address in a message replaced by the forged one.</summary>
    internal static byte[] WithForgedAddress(byte[] message)
    {
        byte[] changed = [.. message];
        byte[] address = (changed.Length >= 16 && changed[^17] == 16 ? ForgedV6 : Forged).GetAddressBytes();
        if (changed.Length > 12 + address.Length)
            address.CopyTo(changed, changed.Length - address.Length);
        return changed;
    }

    private static bool IsFirst(IPEndPoint server) => server.Address.ToString() == "192.0.2.1";

    private static bool StartsWith(SentMessage query, string text) =>
        query.Name.StartsWith(text, StringComparison.OrdinalIgnoreCase);

    private static string ChangingAddress(string name, int type, int version) =>
        type == 1 ? $"10.200.{NumberOf(name)}.{version}" : $"fd01::{NumberOf(name)}:{version:x}";

    private static int NumberOf(string name) => name["changing".Length] - '0' + 1;

    private static string AddressOf(string name, int type)
    {
        uint hash = 2166136261;
        foreach (char c in name)
            hash = (hash ^ c) * 16777619;
        return type == 1
            ? $"10.{(hash >> 16) & 255}.{(hash >> 8) & 255}.{hash & 255}"
            : $"fd00::{hash >> 16:x}:{hash & 0xFFFF:x}";
    }
}
