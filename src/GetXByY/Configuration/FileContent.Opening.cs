using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace GetXByY.Configuration;

// On Unix a pipe may stand in a folder like a file (a FIFO), and whoever opens it waits for a writer, for ever if there is none.
// .NET cannot open files otherwise; the system can, by a flag that means nothing for files.
internal sealed partial class FileContent
{
    // errno(3): the values are the same on all of Unix.
    private const int NoSuchFile = 2;
    private const int Interrupted = 4;
    private const int NoFolder = 20;

    // open(2): O_NONBLOCK and O_CLOEXEC, whose values are not.
    private static readonly int s_withoutWaiting =
        OperatingSystem.IsLinux() || OperatingSystem.IsAndroid() ? 0x800 | 0x8_0000
        : OperatingSystem.IsMacOS() || OperatingSystem.IsIOS() || OperatingSystem.IsTvOS() ? 0x4 | 0x100_0000
        : OperatingSystem.IsFreeBSD() ? 0x4 | 0x10_0000
        : 0;

    /// <summary>Opens a file without waiting for anybody.</summary>
    /// <returns>Null when there is no such file.</returns>
    internal static SafeFileHandle? Open(string path)
    {
        if (s_withoutWaiting != 0)
            return OpenWithoutWaiting(Path.GetFullPath(path));
        // others may write, rename or delete the file meanwhile: configuration tools do
        return File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
    }

    private static SafeFileHandle? OpenWithoutWaiting(string path)
    {
        while (true)
        {
            int descriptor = SystemOpen(path, s_withoutWaiting);
            if (descriptor >= 0)
                return new SafeFileHandle(descriptor, ownsHandle: true);
            int error = Marshal.GetLastPInvokeError();
            if (error is NoSuchFile or NoFolder)
                // Many a container has few of them, and to throw takes longer than to read them all.
                return null;
            if (error != Interrupted)
                throw new IOException(Marshal.GetPInvokeErrorMessage(error));
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SystemOpen(string path, int flags);
}
