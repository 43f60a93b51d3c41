using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using GetXByY.Configuration;

namespace GetXByY.Ordering;

/// <summary>Asks this system, by connecting a UDP socket: that looks for a route and a source, and sends nothing.</summary>
internal sealed partial class SystemSources : SourceAddresses
{
    // Any would do; discard (RFC 863).
    private const int Port = 9;

    /// <inheritdoc/>
    internal override bool TryFind(ReadOnlySpan<IPAddress> destinations, Span<UInt128> sources) =>
        OperatingSystem.IsLinux() ? TryFindOnLinux(destinations, sources) : TryFindAnywhere(destinations, sources);

    /// <inheritdoc/>
    internal override LocalAddress[] ReadLocal() =>
        OperatingSystem.IsLinux() ? ReadLocalOnLinux() : ReadInterfaces();

    private static bool TryFindAnywhere(ReadOnlySpan<IPAddress> destinations, Span<UInt128> sources)
    {
        try
        {
            for (int i = 0; i < destinations.Length; i++)
                sources[i] = Find(ToNative(destinations[i]));
            return true;
        }
        catch (SocketException)
        {
            // No socket is left.
            return false;
        }
    }

    // By event arguments: a destination that cannot be reached is ordinary, and no exception.
    private static UInt128 Find(IPAddress destination)
    {
        bool isSupported = destination.AddressFamily == AddressFamily.InterNetwork
            ? Socket.OSSupportsIPv4
            : Socket.OSSupportsIPv6;
        if (!isSupported)
            return 0;
        using var socket = new Socket(destination.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        using var connect = new SocketAsyncEventArgs { RemoteEndPoint = new IPEndPoint(destination, Port) };
        if (socket.ConnectAsync(connect) || connect.SocketError != SocketError.Success)
            return 0;
        return socket.LocalEndPoint is IPEndPoint local ? NumberOf(local.Address) : 0;
    }

    private static LocalAddress[] ReadInterfaces()
    {
        try
        {
            return [.. NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().UnicastAddresses
                .Select(a => new LocalAddress(
                    PrefixRule.NumberOf(a.Address), a.PrefixLength, IsDeprecated(a),
                    IsTunnel: i.NetworkInterfaceType == NetworkInterfaceType.Tunnel)))];
        }
        catch (Exception e) when (e is NetworkInformationException or IOException or UnauthorizedAccessException
            or PlatformNotSupportedException)
        {
            return [];
        }
    }

    // Only Windows tells.
    private static bool IsDeprecated(UnicastIPAddressInformation address) =>
        OperatingSystem.IsWindows()
        && address.DuplicateAddressDetectionState == DuplicateAddressDetectionState.Deprecated;

    private static IPAddress ToNative(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    // The unspecified address is no source.
    private static UInt128 NumberOf(IPAddress address) =>
        address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? 0 : PrefixRule.NumberOf(address);
}
