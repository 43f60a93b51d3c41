using GetXByY.Configuration;
using GetXByY.Ordering;

namespace GetXByY.Tests.Ordering;

internal static class DefaultPolicy
{
    /// <summary>That of RFC 6724 section 2.1: nothing is said by a file.</summary>
    internal static PolicyTable Table { get; } = new(GaiConf.Read("", [], new SettingList()));
}
