using System.Runtime.InteropServices;
using System.Text;

namespace GetXByY.Configuration;

// .NET knows the whole name only where it knows the interfaces, and that is an assembly of its own to load.
internal static partial class LocalHost
{
    // HOST_NAME_MAX is 64.
    private const int MostOctets = 256;

    /// <returns>Null where the system does not tell.</returns>
    private static string? GetNameOnLinux()
    {
        Span<byte> name = stackalloc byte[MostOctets];
        if (!OperatingSystem.IsLinux() || GetHostName(name, name.Length) != 0)
            return null;
        int length = name.IndexOf((byte)0);
        return length > 0 ? Encoding.UTF8.GetString(name[..length]) : null;
    }

    [LibraryImport("libc", EntryPoint = "gethostname")]
    private static partial int GetHostName(Span<byte> name, nint size);
}
