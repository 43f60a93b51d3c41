namespace GetXByY.Tasks;

/// <summary>What of a look-up's result is known before its end: the addresses of the family that was answered
/// first.</summary>
/// <remarks>Of the engine, which gives the part, and whoever ends the look-up the first decides; the other's call does
/// nothing. So no part is given after a cancel has returned. Continuations run on the pool.</remarks>
internal sealed class LookupPart
{
    private readonly TaskCompletionSource<HostEntry?> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends with the part, or with null when there is none: the look-up has ended.</summary>
    internal Task<HostEntry?> Task => _source.Task;

    internal void Give(HostEntry part) => _source.TrySetResult(part);

    internal void End() => _source.TrySetResult(null);
}
