using System.Net.NetworkInformation;
using System.Runtime.CompilerServices;

namespace GetXByY.Configuration;

/// <summary>The name of this computer, asked of the system each time because it may change. Stateless, so it may be
/// used from any thread.</summary>
internal static partial class LocalHost
{
    /// <summary>The whole host name: on Linux and macOS what gethostname(2) gives, with its domain if it has one.
    /// </summary>
    internal static string GetName() => GetNameOnLinux() ?? GetNameByDotNet();

    // Apart, so that its assembly is not loaded where it is not asked.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string GetNameByDotNet()
    {
        try
        {
            // Environment.MachineName ends at the first dot
            string name = IPGlobalProperties.GetIPGlobalProperties().HostName;
            return name.Length > 0 ? name : Environment.MachineName;
        }
        catch (Exception e) when (e is NetworkInformationException or PlatformNotSupportedException)
        {
            return Environment.MachineName;
        }
    }

    /// <summary>The domain that this computer is in, without dots at its ends; empty when it is in none.</summary>
    internal static string GetDomain()
    {
        // elsewhere DomainName is that of NIS, which has nothing to do with DNS
        if (!OperatingSystem.IsWindows())
            return DomainOf(GetName());
        try
        {
            return IPGlobalProperties.GetIPGlobalProperties().DomainName.Trim('.');
        }
        catch (NetworkInformationException)
        {
            return "";
        }
    }

    /// <summary>What follows the first dot of a host name, as resolv.conf(5) takes it for the search list.</summary>
    internal static string DomainOf(string hostName)
    {
        int dot = hostName.IndexOf('.');
        return dot < 0 ? "" : hostName[(dot + 1)..].Trim('.');
    }
}
