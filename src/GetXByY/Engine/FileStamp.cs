using GetXByY.Configuration;
using Microsoft.Win32.SafeHandles;

namespace GetXByY.Engine;

/// <summary>How a file looks from outside: two that are equal held the same. Immutable.</summary>
/// <param name="Status">Whether it is there, and can be read.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="LastWrite">When it was last written.</param>
/// <param name="Hash">Of its bytes, unless there are many: some who write files set their times back, and a clock may tick
/// more slowly than files change.</param>
internal readonly record struct FileStamp(FileStatus Status, long Length, DateTime LastWrite, int Hash)
{
    private const int MaxHashed = 64 << 10;

    /// <summary>Looks at a file. Never throws for what may be wrong with it; an empty path is a missing file.</summary>
    internal static FileStamp Of(string path)
    {
        // What is not there is asked for before it is opened: to throw takes long.
        if (path.Length == 0 || !Path.Exists(path))
            return new FileStamp(FileStatus.Missing, 0, default, 0);
        try
        {
            // What has no length is not opened: it may be a pipe, whose writer would take us for a reader.
            FileSystemInfo target = File.ResolveLinkTarget(path, returnFinalTarget: true) ?? new FileInfo(path);
            if (target is FileInfo { Exists: true, Length: 0 })
                return new FileStamp(FileStatus.Read, 0, default, 0);
            using SafeFileHandle? handle = FileContent.Open(path);
            if (handle is null)
                return new FileStamp(FileStatus.Missing, 0, default, 0);
            long length = RandomAccess.GetLength(handle);
            DateTime lastWrite = File.GetLastWriteTimeUtc(handle);
            if (length > MaxHashed)
                return new FileStamp(FileStatus.Read, length, lastWrite, 0);
            Span<byte> bytes = stackalloc byte[(int)length];
            var hash = new HashCode();
            hash.AddBytes(bytes[..RandomAccess.Read(handle, bytes, 0)]);
            return new FileStamp(FileStatus.Read, length, lastWrite, hash.ToHashCode());
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new FileStamp(FileStatus.Missing, 0, default, 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException
            or ArgumentException or NotSupportedException)
        {
            return new FileStamp(FileStatus.Unreadable, 0, default, 0);
        }
    }
}
