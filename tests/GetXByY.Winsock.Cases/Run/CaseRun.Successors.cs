using System.Net;
using System.Runtime.InteropServices;

namespace GetXByY.Winsock.Cases;

// The successors: "getaddrinfo "www.example" NULL 0/0/0/0" (flags, family, socket type, length of an address: the hints),
// "getnameinfo 192.0.2.80/80 0 256/32" (address and port; flags; the lengths of the buffers), and GetAddrInfoExW, whose
// words stand at ExtendedCall.
internal sealed unsafe partial class CaseRun
{
    private readonly Dictionary<string, ExtendedCall> _calls = [];

    private string? DoForSuccessors(string first, string[] rest)
    {
        switch (first)
        {
            case "getaddrinfo":
                return AddressInfo(rest);
            case "freeaddrinfo": // of NULL
                WinSock.freeaddrinfo(null);
                return "freed";
            case "getnameinfo":
                return NameInfo(rest);
            case "GetAddrInfoExW":
                return (_calls[rest[0]] = new ExtendedCall()).Begin(rest[1..]);
            case "GetAddrInfoExCancel":
                return ErrorNames.Of(WinSock.GetAddrInfoExCancel(rest[0] == "NULL" ? null : _calls[rest[0]].Handle));
            case "GetAddrInfoExOverlappedResult":
                OVERLAPPED* overlapped = rest[0] == "NULL" ? null : _calls[rest[0]].Overlapped;
                return ErrorNames.Of(WinSock.GetAddrInfoExOverlappedResult(overlapped));
            case "FreeAddrInfoExW": // of NULL
                WinSock.FreeAddrInfoExW(null);
                return "freed";
            case "completed":
                return _calls[rest[0]].Completion();
            case "variables":
                return _calls[rest[0]].Variables();
            default:
                return null;
        }
    }

    private static string? Text(string word) => word == "NULL" ? null : word[1..];

    private static string AddressInfo(string[] rest)
    {
        int[] numbers = [.. rest[2].Split('/').Select(each => (int)Words.Number(each))];
        var hints = new ADDRINFOA
        {
            ai_flags = numbers[0],
            ai_family = numbers[1],
            ai_socktype = numbers[2],
            ai_addrlen = (nuint)numbers[3],
        };
        int error = WinSock.getaddrinfo(Text(rest[0]), Text(rest[1]), &hints, out ADDRINFOA* result);
        var seen = new List<string>();
        for (ADDRINFOA* each = result; each is not null; each = each->ai_next)
        {
            seen.Add($"{Address(each->ai_addr, each->ai_family)}/{each->ai_socktype}");
            if (each->ai_canonname is not null)
                seen.Add($"\"{Marshal.PtrToStringUTF8((nint)each->ai_canonname)}\"");
        }
        WinSock.freeaddrinfo(result);
        return error == 0 ? string.Join(' ', seen) : ErrorNames.Of(error);
    }

    internal static string Address(void* address, int family)
    {
        bool isIpv6 = family == WinSock.AF_INET6;
        var bytes = new ReadOnlySpan<byte>((byte*)address + (isIpv6 ? 8 : 4), isIpv6 ? 16 : 4);
        int port = (ushort)IPAddress.NetworkToHostOrder(*(short*)((byte*)address + 2));
        return $"{new IPAddress(bytes)}:{port}";
    }

    /// <summary>NULL for no address, "none/80" for one of no family; a third number is the length that is told of it.</summary>
    private static string NameInfo(string[] rest)
    {
        string[] place = rest[0].Split('/');
        byte* address = stackalloc byte[28];
        new Span<byte>(address, 28).Clear();
        int length = place[0] == "NULL" ? 0 : Place(place, address);
        uint[] sizes = [.. rest[2].Split('/').Select(each => (uint)Words.Number(each))];
        byte* node = stackalloc byte[256];
        byte* service = stackalloc byte[256];
        *node = *service = 0;
        int error = WinSock.getnameinfo(
            (sockaddr*)(length == 0 ? null : address), length, sizes[0] == 0 ? null : node, sizes[0],
            sizes[1] == 0 ? null : service, sizes[1], (int)Words.Number(rest[1]));
        return error != 0 ? ErrorNames.Of(error)
            : $"\"{Marshal.PtrToStringUTF8((nint)node)}\" \"{Marshal.PtrToStringUTF8((nint)service)}\"";
    }

    private static int Place(string[] words, byte* to)
    {
        var port = BitConverter.GetBytes(IPAddress.HostToNetworkOrder((short)Words.Number(words[1])));
        port.CopyTo(new Span<byte>(to + 2, 2));
        int length = 16;
        if (IPAddress.TryParse(words[0], out IPAddress? address))
        {
            bool isIpv6 = address.GetAddressBytes().Length == 16;
            *(short*)to = (short)(isIpv6 ? WinSock.AF_INET6 : WinSock.AF_INET);
            address.GetAddressBytes().CopyTo(new Span<byte>(to + (isIpv6 ? 8 : 4), 16));
            length = isIpv6 ? 28 : 16;
        }
        return words.Length > 2 ? (int)Words.Number(words[2]) : length;
    }
}
