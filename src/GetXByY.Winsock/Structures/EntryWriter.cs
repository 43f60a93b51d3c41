using System.Net.Sockets;
using GetXByY.Databases;

namespace GetXByY.Winsock;

/// <summary>Lays out an entry as the structure of its database.</summary>
internal static class EntryWriter
{
    /// <summary>Writes the entry, or as much of it as fits.</summary>
    /// <param name="entry">The entry; or what a name server answered of a host, whose addresses have one family already.</param>
    /// <param name="shape">Which addresses of a host are taken: a hostent has only one family.</param>
    /// <param name="memory">The caller's memory.</param>
    /// <param name="length">Its length in bytes; 0 or less for none.</param>
    /// <param name="layout">Where the fields lie.</param>
    /// <returns>The size; the entry was written as a whole when that is not above the length.</returns>
    internal static int Write(object entry, AddressShape shape, nint memory, int length, StructureLayout layout) =>
        entry switch
        {
            HostEntry host => WriteHost(host, shape, memory, length, layout),
            HostAnswer answer => HostentWriter.Write(answer, memory, length, layout),
            ServiceEntry service => ServentWriter.Write(service, memory, length, layout),
            _ => ProtoentWriter.Write((ProtocolEntry)entry, memory, length, layout),
        };

    private static int WriteHost(
        HostEntry host, AddressShape shape, nint memory, int length, StructureLayout layout) =>
        shape switch
        {
            AddressShape.Ipv4 => HostentWriter.Write(host, AddressFamily.InterNetwork, memory, length, layout),
            AddressShape.Ipv6 => HostentWriter.Write(host, AddressFamily.InterNetworkV6, memory, length, layout),
            _ => HostentWriter.Write(MappedAddress.In(host), AddressFamily.InterNetworkV6, memory, length, layout),
        };
}
