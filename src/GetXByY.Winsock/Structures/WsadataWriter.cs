using System.Runtime.CompilerServices;

namespace GetXByY.Winsock;

/// <summary>Which version is agreed upon, and what WSADATA then says.</summary>
internal static unsafe class WsadataWriter
{
    internal const ushort HighestVersion = 0x0202;

    /// <summary>The version that a request gets: the major one in the low byte.</summary>
    /// <param name="requested">The version asked for.</param>
    /// <param name="supported">False when nothing below 1.0 will do.</param>
    /// <returns>The highest version not above what was asked for; 2.2 when none is.</returns>
    internal static ushort Negotiate(ushort requested, out bool supported)
    {
        int major = (byte)requested;
        int minor = requested >> 8;
        supported = major > 0;
        return (ushort)(major switch
        {
            1 => 1 | (Math.Min(minor, 1) << 8),
            2 => 2 | (Math.Min(minor, 2) << 8),
            _ => HighestVersion,
        });
    }

    /// <summary>Fills the structure. The vendor's pointer and what stands behind the ends of the two strings stay as
    /// they were.</summary>
    internal static void Write(byte* data, ushort version, StructureLayout layout)
    {
        bool isFirst = (byte)version == 1;
        Unsafe.WriteUnaligned(data, version);
        Unsafe.WriteUnaligned(data + sizeof(ushort), HighestVersion);
        Unsafe.WriteUnaligned(data + layout.WsadataMaxSockets, (ushort)(isFirst ? 32767 : 0));
        Unsafe.WriteUnaligned(data + layout.WsadataMaxDatagram, (ushort)(isFirst ? 65467 : 0));
        WriteText(data + layout.WsadataDescription, "WinSock 2.0\0"u8);
        WriteText(data + layout.WsadataStatus, "Running\0"u8);
    }

    private static void WriteText(byte* to, ReadOnlySpan<byte> text) => text.CopyTo(new Span<byte>(to, text.Length));
}
