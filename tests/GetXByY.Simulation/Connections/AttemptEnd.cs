namespace GetXByY.Simulation;

/// <summary>How a connection attempt ends that is not cancelled.</summary>
internal enum AttemptEnd
{
    /// <summary>It is connected.</summary>
    Connects,

    /// <summary>It fails.</summary>
    Fails,

    /// <summary>Not before minutes have passed.</summary>
    IsSilent,
}
