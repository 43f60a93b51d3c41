using System.Net.Sockets;

namespace GetXByY.Winsock;

/// <summary>Lays out a <see cref="hostent"/>.</summary>
internal static class HostentWriter
{
    /// <summary>The size in bytes, at most 65,535.</summary>
    internal static int SizeOf(HostEntry entry, AddressFamily family, StructureLayout layout) =>
        StructureWriter.SizeOf(Parts(entry, family, layout));

    /// <summary>Writes the entry, or as much of it as fits.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="family">Which addresses are taken: a hostent has only one family.</param>
    /// <param name="memory">The caller's memory.</param>
    /// <param name="length">Its length in bytes; 0 or less for none.</param>
    /// <param name="layout">The layout.</param>
    /// <returns>The size; the entry was written as a whole when that is not above the length.</returns>
    internal static int Write(HostEntry entry, AddressFamily family, nint memory, int length, StructureLayout layout)
    {
        EntryParts parts = Parts(entry, family, layout);
        if (StructureWriter.TryWrite(parts, memory, length, out int needed, out StructureWriter writer))
        {
            int type = family == AddressFamily.InterNetworkV6 ? WinSock.AF_INET6 : WinSock.AF_INET;
            writer.WriteInt16(layout.HostentAddressType, (short)type);
            writer.WriteInt16(layout.HostentLength, (short)parts.AddressLength);
        }
        return needed;
    }

    private static EntryParts Parts(HostEntry entry, AddressFamily family, StructureLayout layout) => new()
    {
        Layout = layout,
        HeadSize = layout.HostentSize,
        Name = entry.Name,
        Aliases = entry.Aliases,
        Addresses = entry.Addresses,
        Family = family,
    };
}
