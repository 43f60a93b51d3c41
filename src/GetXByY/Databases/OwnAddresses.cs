using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace GetXByY.Databases;

/// <summary>The addresses of this machine and its gateways, as they were at one moment. Immutable.</summary>
/// <remarks>The system is asked for them with many calls, some of which read files, so the pump must not ask.</remarks>
internal sealed class OwnAddresses(
    IReadOnlyList<IPAddress> interfaces, IReadOnlyList<IPAddress> gateways, IReadOnlyList<IPAddress> outbound)
{
    // Any port would do (RFC 863).
    private const int Discard = 9;

    /// <summary>Where nobody wants to know.</summary>
    internal static readonly OwnAddresses None = new([], [], []);

    /// <summary>Those of the interfaces that are up, without loopback, IPv4 first.</summary>
    internal IReadOnlyList<IPAddress> Interfaces { get; } = interfaces;

    /// <summary>Those of the gateways of these interfaces, IPv4 first.</summary>
    internal IReadOnlyList<IPAddress> Gateways { get; } = gateways;

    /// <summary>Those that are sent from to these gateways, and so to most others.</summary>
    internal IReadOnlyList<IPAddress> Outbound { get; } = outbound;

    /// <summary>Asks the system. Takes some hundred microseconds, and milliseconds where there are many interfaces.</summary>
    internal static OwnAddresses Read()
    {
        (List<IPAddress> interfaces, List<IPAddress> gateways) = List(withGateways: true);
        return new OwnAddresses(
            Arrange(interfaces), Arrange(gateways), Arrange(gateways.Select(SourceTo).OfType<IPAddress>()));
    }

    /// <summary>Asks the system for <see cref="Interfaces"/> and nothing else.</summary>
    internal static IReadOnlyList<IPAddress> ReadInterfaces() => Arrange(List(withGateways: false).Interfaces);

    private static (List<IPAddress> Interfaces, List<IPAddress> Gateways) List(bool withGateways)
    {
        List<IPAddress> interfaces = [], gateways = [];
        try
        {
            foreach (NetworkInterface network in NetworkInterface.GetAllNetworkInterfaces())
            {
                if (network.OperationalStatus != OperationalStatus.Up)
                    continue;
                IPInterfaceProperties properties = network.GetIPProperties();
                if (network.NetworkInterfaceType != NetworkInterfaceType.Loopback)
                    interfaces.AddRange(properties.UnicastAddresses.Select(static a => a.Address));
                if (withGateways)
                    gateways.AddRange(properties.GatewayAddresses.Select(static a => a.Address));
            }
        }
        catch (Exception e) when (e is NetworkInformationException or IOException or UnauthorizedAccessException
            or PlatformNotSupportedException)
        {
            // It may have no file to answer with. Half of them would be taken for all.
            return ([], []);
        }
        return (interfaces, gateways);
    }

    // Connecting a UDP socket looks for a route, and sends nothing.
    private static IPAddress? SourceTo(IPAddress gateway)
    {
        try
        {
            using var socket = new Socket(gateway.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(gateway, Discard);
            return (socket.LocalEndPoint as IPEndPoint)?.Address;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    /// <summary>Whether both are the same addresses.</summary>
    internal bool IsLike(OwnAddresses other) =>
        Interfaces.SequenceEqual(other.Interfaces) && Gateways.SequenceEqual(other.Gateways)
        && Outbound.SequenceEqual(other.Outbound);

    /// <summary>Whether an address is one of the interfaces', whatever its scope.</summary>
    internal bool Contains(IPAddress address)
    {
        Span<byte> wanted = stackalloc byte[16];
        Span<byte> own = stackalloc byte[16];
        address.TryWriteBytes(wanted, out int length);
        foreach (IPAddress candidate in Interfaces)
        {
            if (candidate.TryWriteBytes(own, out int ownLength) && own[..ownLength].SequenceEqual(wanted[..length]))
                return true;
        }
        return false;
    }

    private static IPAddress[] Arrange(IEnumerable<IPAddress> addresses) =>
        [.. addresses.Distinct().OrderBy(static a => a.AddressFamily)];
}
