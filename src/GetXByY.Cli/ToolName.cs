using System.Reflection;

namespace GetXByY.Cli;

/// <summary>What the program is called, however it was started.</summary>
internal static class ToolName
{
    internal const string Value = "getxbyy";

    /// <summary>The version, without the commit it was built from.</summary>
    internal static string Version { get; } = typeof(ToolName).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
