namespace GetXByY.Simulation.Tests;

/// <summary>By what a look-up is cancelled, and on which face.</summary>
public enum CancelWay
{
    /// <summary>Lookup.Cancel.</summary>
    Lookup,

    /// <summary>NameResolver.Cancel with the handle.</summary>
    Handle,

    /// <summary>The caller's token.</summary>
    Token,

    /// <summary>LookupGroup.Cancel.</summary>
    Group,

    /// <summary>NameResolver.CancelAll.</summary>
    All,

    /// <summary>NameResolver.Cancel with the handle of a look-up that ends in a queue.</summary>
    Queue,

    /// <summary>WSACancelAsyncRequest; the buffer is a pointer.</summary>
    Window,

    /// <summary>WSACancelAsyncRequest; the buffer is memory of the user's manager.</summary>
    PinnedWindow,

    /// <summary>WSACancelBlockingCall, from inside the hook.</summary>
    Hook,

    /// <summary>GetAddrInfoExCancel, while the routine wants a lock that the canceller holds.</summary>
    Overlapped,

    /// <summary>The final WSACleanup.</summary>
    Cleanup,
}
