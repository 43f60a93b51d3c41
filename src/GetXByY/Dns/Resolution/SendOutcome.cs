namespace GetXByY.Dns.Resolution;

/// <summary>What became of a message that was to be sent.</summary>
internal enum SendOutcome
{
    /// <summary>It went out, as far as anybody can know.</summary>
    Sent,

    /// <summary>The system has no room just now: try again in a moment.</summary>
    Full,

    /// <summary>The channel is of no use: the server's port is closed, or there is no way to it.</summary>
    Failed,
}
