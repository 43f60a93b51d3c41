using System.Net.Sockets;

namespace GetXByY.Winsock;

/// <summary>Lays out an entry as the structure of its database.</summary>
internal static class EntryWriter
{
    /// <summary>Writes the entry, or as much of it as fits.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="family">Which addresses of a host are taken: a hostent has only one family.</param>
    /// <param name="memory">The caller's memory.</param>
    /// <param name="length">Its length in bytes; 0 or less for none.</param>
    /// <returns>The size; the entry was written as a whole when that is not above the length.</returns>
    internal static int Write(object entry, AddressFamily family, nint memory, int length)
    {
        StructureLayout layout = StructureLayout.Process;
        return entry switch
        {
            HostEntry host => HostentWriter.Write(host, family, memory, length, layout),
            ServiceEntry service => ServentWriter.Write(service, memory, length, layout),
            _ => ProtoentWriter.Write((ProtocolEntry)entry, memory, length, layout),
        };
    }
}
