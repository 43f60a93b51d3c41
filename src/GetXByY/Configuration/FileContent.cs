using System.Security;
using Microsoft.Win32.SafeHandles;

namespace GetXByY.Configuration;

/// <summary>The bytes of one file, at most <see cref="MaxBytes"/> of them, or why there are none. Immutable, so it may
/// be used from any thread.</summary>
internal sealed partial class FileContent
{
    /// <summary>What lies behind this is not read: a hosts file with a million names fits.</summary>
    internal const int MaxBytes = 16 << 20;

    private const int FirstChunk = 16 << 10;

    private FileContent(FileStatus status, ReadOnlyMemory<byte> bytes, bool isCut, string reason)
    {
        Status = status;
        Bytes = bytes;
        IsCut = isCut;
        Reason = reason;
    }

    internal FileStatus Status { get; }

    internal ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Whether the file goes on after <see cref="Bytes"/>.</summary>
    internal bool IsCut { get; }

    /// <summary>Why the file is unreadable, for people; otherwise empty.</summary>
    internal string Reason { get; }

    /// <summary>Text that stands in for a file.</summary>
    internal static FileContent Of(ReadOnlyMemory<byte> bytes) => new(FileStatus.Read, bytes, isCut: false, "");

    /// <summary>Reads a file. Never throws for what may be wrong with it; an empty path is a missing file.</summary>
    internal static FileContent Read(string path)
    {
        if (path.Length == 0)
            return new(FileStatus.Missing, default, isCut: false, "");
        try
        {
            using SafeFileHandle? file = Open(path);
            if (file is null)
                return new(FileStatus.Missing, default, isCut: false, "");
            // whoever reads a pipe or a terminal waits for somebody, and takes what another was to read: it has no length
            _ = RandomAccess.GetLength(file);
            return ReadAll(file);
        }
        catch (NotSupportedException)
        {
            return new(FileStatus.Unreadable, default, isCut: false, "cannot be read: it is no file, but a pipe or the like");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(FileStatus.Missing, default, isCut: false, "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException
            or ArgumentException)
        {
            return new(FileStatus.Unreadable, default, isCut: false, $"cannot be read: {e.Message}");
        }
    }

    private static FileContent ReadAll(SafeFileHandle file)
    {
        // no length is believed: it is 0 for devices and for /proc, and the file may grow
        byte[] buffer = new byte[FirstChunk];
        int filled = 0;
        while (true)
        {
            int read = RandomAccess.Read(file, buffer.AsSpan(filled), filled);
            if (read == 0)
                return Of(buffer.AsMemory(0, filled));
            filled += read;
            if (filled > MaxBytes)
                return new(FileStatus.Read, buffer.AsMemory(0, MaxBytes), isCut: true, "");
            if (filled == buffer.Length)
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, MaxBytes + 1));
        }
    }
}
