using System.Globalization;
using System.Net;
using GetXByY.Configuration;
using GetXByY.Lookups;

namespace GetXByY.Winsock;

// getnameinfo and GetNameInfoW, which block their thread.
internal sealed partial class WinSockProvider
{
    private const int NameInfoFlags = WinSock.NI_NOFQDN | WinSock.NI_NUMERICHOST | WinSock.NI_NAMEREQD
        | WinSock.NI_NUMERICSERV | WinSock.NI_DGRAM;

    /// <summary>Looks up the names that an address and its port have.</summary>
    /// <returns>0 or the error, which is the last error too.</returns>
    internal unsafe int GetNameInfo(
        sockaddr* place, int length, in NameInfoBuffer node, in NameInfoBuffer service, int flags)
    {
        WinSockSession? session = Atomic.Read(ref _session);
        int error = CheckCall(session);
        if (error == 0)
        {
            error = SocketAddress.Read(place, length, out IPAddress address, out ushort port);
            if (error == 0)
            {
                error = CheckBuffers(node, service, flags);
            }
            if (error == 0)
            {
                error = NameOf(address, node, flags, out string name);
                string serviceName = NameOf(session!, port, service, flags);
                if (error == 0)
                {
                    error = Write(name, node, serviceName, service);
                }
            }
        }
        LastError.Set(error);
        return error;
    }

    private static int CheckBuffers(in NameInfoBuffer node, in NameInfoBuffer service, int flags)
    {
        if (node.IsNull && service.IsNull)
        {
            return WinSock.WSAHOST_NOT_FOUND;
        }
        return (flags & ~NameInfoFlags) != 0 || node.IsEmpty || service.IsEmpty ? WinSock.WSAEINVAL : 0;
    }

    private static int Write(
        string name, in NameInfoBuffer node, string serviceName, in NameInfoBuffer service)
    {
        if (!node.Fits(name) || !service.Fits(serviceName))
        {
            return WinSock.WSAEFAULT;
        }
        node.Write(name);
        service.Write(serviceName);
        return 0;
    }

    private static string NameOf(WinSockSession session, ushort port, in NameInfoBuffer service, int flags)
    {
        string digits = port.ToString(CultureInfo.InvariantCulture);
        if (service.IsNull || (flags & WinSock.NI_NUMERICSERV) != 0)
        {
            return digits;
        }
        string protocol = (flags & WinSock.NI_DGRAM) != 0 ? "udp" : "tcp";
        LookupResult<ServiceEntry> result = session.Engine.Services.FindByPort(port, protocol, hasProtocol: true);
        return result.TryGetEntry(out ServiceEntry? entry) ? entry.Name : digits;
    }

    private int NameOf(IPAddress address, in NameInfoBuffer node, int flags, out string name)
    {
        name = address.ToString();
        if (node.IsNull || (flags & WinSock.NI_NUMERICHOST) != 0)
        {
            return 0;
        }
        int error = Await(ToRequest(address, stackalloc byte[16]), out LookupResult<object> result);
        if (error == 0)
        {
            name = ((HostEntry)result.Entry).Name;
            if ((flags & WinSock.NI_NOFQDN) != 0)
            {
                name = WithoutDomain(name, LocalHost.GetDomain());
            }
            return 0;
        }
        bool isNameless = error is WinSock.WSAHOST_NOT_FOUND or WinSock.WSANO_DATA;
        bool hasFailed = error is WinSock.WSATRY_AGAIN or WinSock.WSANO_RECOVERY;
        if ((flags & WinSock.NI_NAMEREQD) == 0)
        {
            return isNameless || hasFailed ? 0 : error;
        }
        return isNameless ? WinSock.WSAHOST_NOT_FOUND : error;
    }

    private static LookupRequest ToRequest(IPAddress address, Span<byte> room)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }
        address.TryWriteBytes(room, out int length);
        return LookupRequest.HostByAddress(room[..length], length == room.Length ? (uint)address.ScopeId : 0);
    }

    private static string WithoutDomain(string name, string domain) =>
        domain.Length > 0 && name.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase)
            ? name[..^(domain.Length + 1)]
            : name;
}
