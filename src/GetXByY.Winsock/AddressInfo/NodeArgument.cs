using System.Net;
using System.Net.Sockets;
using System.Text;
using GetXByY.Databases;

namespace GetXByY.Winsock;

/// <summary>What the argument for the host means: an address that is known without a look-up, or a name.</summary>
internal readonly struct NodeArgument
{
    private NodeArgument(string name, IReadOnlyList<IPAddress>? known)
    {
        Name = name;
        Known = known;
    }

    /// <summary>The name to ask for, or the address in text.</summary>
    internal string Name { get; }

    /// <summary>The addresses if they are known, of both families.</summary>
    internal IReadOnlyList<IPAddress>? Known { get; }

    /// <summary>Takes the argument apart.</summary>
    /// <returns>0, or the error.</returns>
    internal static int Resolve(in Utf8Text name, in AddressInfoHints hints, out NodeArgument node)
    {
        if (name.IsNull)
        {
            node = new NodeArgument("", hints.Has(WinSock.AI_PASSIVE)
                ? [IPAddress.Any, IPAddress.IPv6Any]
                : [IPAddress.Loopback, IPAddress.IPv6Loopback]);
            return 0;
        }
        string text = Encoding.UTF8.GetString(name.Bytes);
        ReadOnlySpan<char> bare = WithoutBrackets(text);
        node = new NodeArgument(text is "..localmachine" ? "" : text, null);
        if (!text.Contains('\0') && HostNames.TryParseAddress(bare, AddressFamily.Unspecified, out var result))
        {
            if (!result.TryGetEntry(out object? entry))
            {
                return WinSock.WSAHOST_NOT_FOUND; // it looks like an address and is none
            }
            node = new NodeArgument(bare.ToString(), ((HostEntry)entry).Addresses);
            return 0;
        }
        bool isImpossible = hints.Has(WinSock.AI_NUMERICHOST)
            || (hints.Has(WinSock.AI_DISABLE_IDN_ENCODING) && !Ascii.IsValid(text));
        return isImpossible ? WinSock.WSAHOST_NOT_FOUND : 0;
    }

    /// <summary>Windows takes an IPv6 address in brackets too, and then a port, which it ignores.</summary>
    private static ReadOnlySpan<char> WithoutBrackets(ReadOnlySpan<char> text)
    {
        int end = text.IndexOf(']');
        if (text is not ['[', ..] || end < 0)
        {
            return text;
        }
        ReadOnlySpan<char> behind = text[(end + 1)..];
        bool isPort = behind is [':', _, ..] && !behind[1..].ContainsAnyExceptInRange('0', '9');
        ReadOnlySpan<char> inside = text[1..end];
        return inside.Contains(':') && (behind.IsEmpty || isPort) ? inside : text;
    }
}
