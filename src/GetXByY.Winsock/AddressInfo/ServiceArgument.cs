using System.Globalization;
using System.Text;
using GetXByY.Databases;

namespace GetXByY.Winsock;

/// <summary>What the argument for the service means: no port, a port in digits, or a name of the services
/// database.</summary>
internal static class ServiceArgument
{
    /// <summary>Finds the ways to reach the service.</summary>
    /// <returns>0, or the error.</returns>
    internal static int Resolve(
        in Utf8Text service, in AddressInfoHints hints, ServicesTable table, out Transport[] transports)
    {
        transports = [];
        ushort port = 0;
        if (service.Bytes.IsEmpty
            || ushort.TryParse(service.Bytes, NumberStyles.None, CultureInfo.InvariantCulture, out port))
        {
            transports = [new Transport(hints.SocketType, port)];
            return 0;
        }
        return hints.Has(WinSock.AI_NUMERICSERV)
            ? WinSock.WSAHOST_NOT_FOUND // RFC 3493: EAI_NONAME
            : Find(Encoding.UTF8.GetString(service.Bytes), hints, table, out transports);
    }

    private static int Find(string name, in AddressInfoHints hints, ServicesTable table, out Transport[] transports)
    {
        var found = new List<Transport>();
        int error = Add(found, WinSock.SOCK_STREAM, WinSock.IPPROTO_TCP, "tcp", name, hints, table);
        if (error == 0)
        {
            error = Add(found, WinSock.SOCK_DGRAM, WinSock.IPPROTO_UDP, "udp", name, hints, table);
        }
        transports = [.. found];
        return error != 0 ? error : found.Count > 0 ? 0 : WinSock.WSATYPE_NOT_FOUND;
    }

    private static int Add(
        List<Transport> found, int socketType, int protocol, string protocolName, string name,
        in AddressInfoHints hints, ServicesTable table)
    {
        bool isWanted = (hints.SocketType == 0 || hints.SocketType == socketType)
            && (hints.Protocol == 0 || hints.Protocol == protocol);
        if (isWanted)
        {
            LookupResult<ServiceEntry> result = table.FindByName(name, protocolName, hasProtocol: true);
            if (result.TryGetEntry(out ServiceEntry? entry))
            {
                found.Add(new Transport(socketType, (ushort)entry.Port));
            }
            else if (result.Error == LookupError.NoRecovery)
            {
                return WinSock.WSANO_RECOVERY; // the file cannot be read
            }
        }
        return 0;
    }
}
