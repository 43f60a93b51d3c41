namespace GetXByY.Simulation;

/// <summary>How a request of the Winsock face has ended, as far as its program knows.</summary>
internal enum WindowRequestEnd
{
    None,

    /// <summary>Its message was taken.</summary>
    Taken,

    /// <summary>A cancel succeeded.</summary>
    Cancelled,

    /// <summary>The final WSACleanup has returned.</summary>
    CleanedUp,
}
