using System.Net;

namespace GetXByY.Winsock;

/// <summary>Lays out a <see cref="servent"/>.</summary>
internal static class ServentWriter
{
    /// <summary>The size in bytes, at most 65,535.</summary>
    internal static int SizeOf(ServiceEntry entry, StructureLayout layout) =>
        StructureWriter.SizeOf(Parts(entry, layout));

    /// <summary>Writes the entry, or as much of it as fits.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="memory">The caller's memory.</param>
    /// <param name="length">Its length in bytes; 0 or less for none.</param>
    /// <param name="layout">The layout.</param>
    /// <returns>The size; the entry was written as a whole when that is not above the length.</returns>
    internal static int Write(ServiceEntry entry, nint memory, int length, StructureLayout layout)
    {
        EntryParts parts = Parts(entry, layout);
        if (StructureWriter.TryWrite(parts, memory, length, out int needed, out StructureWriter writer))
        {
            writer.WriteInt16(layout.ServentPort, IPAddress.HostToNetworkOrder(unchecked((short)entry.Port)));
            writer.WritePointer(layout.ServentProtocol, writer.SecondOffset);
        }
        return needed;
    }

    private static EntryParts Parts(ServiceEntry entry, StructureLayout layout) => new()
    {
        Layout = layout,
        HeadSize = layout.ServentSize,
        Name = new EntryText(entry.Name),
        Second = new EntryText(entry.Protocol),
        Aliases = entry.Aliases,
    };
}
