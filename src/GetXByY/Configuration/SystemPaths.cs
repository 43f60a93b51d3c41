namespace GetXByY.Configuration;

/// <summary>Where this system keeps its files. An empty path means that it has no such file. Stateless, so it may be
/// used from any thread.</summary>
internal static class SystemPaths
{
    /// <summary>resolv.conf(5). Windows has none, and there <c>\etc</c> is a folder that any user could make.</summary>
    internal static string ResolvConf => OperatingSystem.IsWindows() ? "" : "/etc/resolv.conf";

    /// <summary>nsswitch.conf(5).</summary>
    internal static string NsSwitch => OperatingSystem.IsWindows() ? "" : "/etc/nsswitch.conf";

    /// <summary>gai.conf(5), which glibc alone has.</summary>
    internal static string GaiConf => OperatingSystem.IsLinux() ? "/etc/gai.conf" : "";

    /// <summary>hosts(5).</summary>
    internal static string Hosts => Etc("hosts", "hosts");

    /// <summary>services(5).</summary>
    internal static string Services => Etc("services", "services");

    /// <summary>protocols(5), which Windows has in the singular.</summary>
    internal static string Protocols => Etc("protocols", "protocol");

    private static string Etc(string name, string windowsName) => OperatingSystem.IsWindows()
        ? Path.Combine(Environment.SystemDirectory, "drivers", "etc", windowsName)
        : "/etc/" + name;
}
