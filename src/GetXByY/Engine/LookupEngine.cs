using GetXByY.Lookups;

namespace GetXByY.Engine;

/// <summary>SKELETON: the engine is being written; these signatures stand.</summary>
internal sealed class LookupEngine
{
    /// <summary>Begins and submits a look-up. Returns its handle, or 0 when too many are outstanding.</summary>
    internal uint Start(in LookupRequest request, LookupFace face, in FaceWords words) => throw new NotSupportedException();

    /// <summary>Cancels by handle; any thread, no lock.</summary>
    internal CancelOutcome Cancel(uint handle) => throw new NotSupportedException();

    /// <summary>Cancels all; when it returns, nothing is being written or posted any more. Returns how many.</summary>
    internal int CancelAll() => throw new NotSupportedException();

    /// <summary>The state of a look-up, None when forgotten or never issued.</summary>
    internal LookupState StateOf(uint handle) => throw new NotSupportedException();
}
