namespace GetXByY.Engine;

/// <summary>A look-up that has its result, on its way to the caller.</summary>
/// <param name="Handle">The look-up.</param>
/// <param name="Cell">Its cell, which may have another look-up by now when this one was cancelled.</param>
/// <param name="Result">The result.</param>
/// <param name="IsWritten">Whether the caller's memory is final and only the completion is to be handed over.</param>
/// <param name="Reply">What the face is to hand over then.</param>
internal readonly record struct FinishItem(
    uint Handle, int Cell, LookupResult<object> Result, bool IsWritten = false, uint Reply = 0);
