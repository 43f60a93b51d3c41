using System.Buffers;

namespace GetXByY.Winsock;

/// <summary>Where a request's result and message go.</summary>
internal readonly struct ReplyTarget
{
    private ReplyTarget(nint window, uint message, nint buffer, int length, Memory<byte> memory, bool isManaged)
    {
        Window = window;
        Message = message;
        Buffer = buffer;
        Length = length;
        Memory = memory;
        IsManaged = isManaged;
    }

    internal nint Window { get; }

    internal uint Message { get; }

    /// <summary>The caller's pointer; of no meaning for managed memory.</summary>
    internal nint Buffer { get; }

    /// <summary>In bytes; may be negative.</summary>
    internal int Length { get; }

    /// <summary>Whether the buffer is managed memory that must be pinned while the request lives.</summary>
    internal bool IsManaged { get; }

    /// <summary>NULL with a positive length: WSAEFAULT. NULL with none is a question for the size needed.</summary>
    internal bool IsBadPointer => !IsManaged && Buffer == 0 && Length > 0;

    private Memory<byte> Memory { get; }

    internal static ReplyTarget To(nint window, uint message, nint buffer, int length) =>
        new(window, message, buffer, length, default, isManaged: false);

    internal static ReplyTarget To(nint window, uint message, Memory<byte> memory) =>
        new(window, message, 0, memory.Length, memory, isManaged: true);

    /// <summary>An array with a length beside it, which may be smaller but never reaches beyond the array.</summary>
    internal static ReplyTarget To(nint window, uint message, byte[]? array, int length) => array is null
        ? To(window, message, 0, length)
        : To(window, message, array.AsMemory(0, Math.Clamp(length, 0, array.Length)));

    internal MemoryHandle Pin() => Memory.Pin();
}
