using System.Runtime.InteropServices;
using System.Text;

namespace GetXByY.Winsock;

/// <summary>A name that a caller gave, in UTF-8: bytes without their terminator, or a string turned into
/// bytes.</summary>
/// <remarks>A lone surrogate becomes U+FFFD, and a NUL inside a string stays: neither is part of a possible name, so
/// such names are not found, instead of something else being found in their place.</remarks>
internal readonly ref struct Utf8Text
{
    /// <summary>How much room on the stack serves nearly all names.</summary>
    internal const int Room = 256;

    internal Utf8Text(string? text, Span<byte> room)
    {
        IsNull = text is null;
        if (text is not null)
        {
            Bytes = Encoding.UTF8.TryGetBytes(text, room, out int length)
                ? room[..length]
                : Encoding.UTF8.GetBytes(text);
        }
    }

    internal unsafe Utf8Text(byte* text)
    {
        IsNull = text is null;
        Bytes = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text);
    }

    private Utf8Text(ReadOnlySpan<byte> bytes) => Bytes = bytes;

    internal static Utf8Text Empty => new(ReadOnlySpan<byte>.Empty);

    internal bool IsNull { get; }

    internal ReadOnlySpan<byte> Bytes { get; }
}
