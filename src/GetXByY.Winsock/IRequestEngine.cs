using GetXByY.Lookups;

namespace GetXByY.Winsock;

/// <summary>What the Winsock face needs of the engine. Tests put one here that moves only when it is told to.</summary>
internal interface IRequestEngine : IAsyncDisposable
{
    /// <summary>Whether no look-up can be made at all: WSAENETDOWN.</summary>
    bool IsDown { get; }

    /// <summary>Begins a look-up. Returns its handle, or 0 when too many are outstanding.</summary>
    uint Start(in LookupRequest request, LookupFace face, in FaceWords words);

    /// <summary>Cancels by handle.</summary>
    CancelOutcome Cancel(uint handle);

    /// <summary>Cancels all; when it returns, nothing is being written or posted any more.</summary>
    int CancelAll();
}
