using System.Runtime.InteropServices;

namespace GetXByY.Dns.Resolution;

// The generator of Linux itself: that of .NET loads OpenSSL, which takes longer than all else until the first query is out.
internal sealed partial class RandomSource
{
    /// <returns>False when the system does not give them all at once: a signal came, or something that watches over the process
    /// forbids the call.</returns>
    private static bool TryFillOnLinux(Span<byte> octets) =>
        OperatingSystem.IsLinux() && GetRandom(octets, octets.Length, 0) == octets.Length;

    [LibraryImport("libc", EntryPoint = "getrandom")]
    private static partial nint GetRandom(Span<byte> octets, nint count, uint flags);
}
