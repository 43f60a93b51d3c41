using System.Net.Sockets;
using GetXByY.Databases;

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
    internal static int Write(HostEntry entry, AddressFamily family, nint memory, int length, StructureLayout layout) =>
        Write(Parts(entry, family, layout), memory, length, layout);

    /// <summary>The same for what a name server answered.</summary>
    internal static int Write(HostAnswer answer, nint memory, int length, StructureLayout layout) =>
        Write(Parts(answer, layout), memory, length, layout);

    private static int Write(in EntryParts parts, nint memory, int length, StructureLayout layout)
    {
        if (StructureWriter.TryWrite(parts, memory, length, out int needed, out StructureWriter writer))
        {
            int type = parts.Addresses.Family == AddressFamily.InterNetworkV6 ? WinSock.AF_INET6 : WinSock.AF_INET;
            writer.WriteInt16(layout.HostentAddressType, (short)type);
            writer.WriteInt16(layout.HostentLength, (short)parts.Addresses.OctetsOfOne);
        }
        return needed;
    }

    private static EntryParts Parts(HostEntry entry, AddressFamily family, StructureLayout layout) =>
        Parts(new EntryText(entry.Name), entry.Aliases, new EntryAddresses(entry.Addresses, family), layout);

    private static EntryParts Parts(HostAnswer answer, StructureLayout layout) =>
        Parts(new EntryText(answer.Name), answer.Aliases, new EntryAddresses(answer.Addresses, answer.Family), layout);

    private static EntryParts Parts(
        EntryText name, IReadOnlyList<string> aliases, EntryAddresses addresses, StructureLayout layout) => new()
        {
            Layout = layout,
            HeadSize = layout.HostentSize,
            Name = name,
            Aliases = aliases,
            Addresses = addresses,
        };
}
