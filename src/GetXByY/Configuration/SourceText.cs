namespace GetXByY.Configuration;

/// <summary>The sources and actions of nsswitch.conf(5) in text. Stateless.</summary>
internal static class SourceText
{
    /// <summary>Takes one action, <c>STATUS=action</c> or <c>!STATUS=action</c>, in any case.</summary>
    /// <param name="text">The action.</param>
    /// <param name="returns">The ends after which no further source is asked.</param>
    /// <param name="problem">What is wrong, or null.</param>
    internal static bool TryTakeAction(ReadOnlySpan<char> text, ref SourceStatus returns, out string? problem)
    {
        problem = null;
        int equals = text.IndexOf('=');
        ReadOnlySpan<char> status = equals < 0 ? text : text[..equals];
        ReadOnlySpan<char> action = equals < 0 ? default : text[(equals + 1)..];
        bool isNegated = status is ['!', ..];
        SourceStatus statuses = StatusOf(isNegated ? status[1..] : status);
        if (statuses == SourceStatus.None)
        {
            problem = "the status is none of SUCCESS, NOTFOUND, UNAVAIL and TRYAGAIN";
            return false;
        }
        if (isNegated)
            statuses ^= SourceStatus.All;
        if (action.Equals("return", StringComparison.OrdinalIgnoreCase))
            returns |= statuses;
        else if (action.Equals("continue", StringComparison.OrdinalIgnoreCase))
            returns &= ~statuses;
        else
        {
            problem = action.Equals("merge", StringComparison.OrdinalIgnoreCase)
                ? "merge is for groups, and glibc finds no host with it"
                : "the action is neither return nor continue";
            return false;
        }
        return true;
    }

    /// <summary>A source as the file writes it, with the actions that are not the usual ones.</summary>
    internal static string Of(HostStep step)
    {
        string name = step.Source switch
        {
            HostSource.Files => "files",
            HostSource.Dns => "dns",
            HostSource.MyHostName => "myhostname",
            HostSource.Multicast => "multicast",
            _ => "absent",
        };
        if (step.Returns == SourceStatus.Success)
            return name;
        var actions = new List<string>();
        foreach ((string status, SourceStatus bit) in s_statuses)
        {
            bool returns = (step.Returns & bit) != 0;
            if (returns != (bit == SourceStatus.Success))
                actions.Add($"{status}={(returns ? "return" : "continue")}");
        }
        return $"{name} [{string.Join(' ', actions)}]";
    }

    private static readonly (string Name, SourceStatus Status)[] s_statuses =
    [
        ("SUCCESS", SourceStatus.Success), ("NOTFOUND", SourceStatus.NotFound),
        ("UNAVAIL", SourceStatus.Unavailable), ("TRYAGAIN", SourceStatus.TryAgain),
    ];

    private static SourceStatus StatusOf(ReadOnlySpan<char> name)
    {
        foreach ((string known, SourceStatus status) in s_statuses)
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
                return status;
        }
        return SourceStatus.None;
    }
}
