namespace GetXByY.Simulation;

/// <summary>The awaited look-ups of one resolver, and how often all of them were cancelled.</summary>
internal sealed class AwaitedRequests
{
    private readonly List<AwaitedRequest> _all = [];

    internal int CancelsBegun { get; set; }

    internal int CancelsEnded { get; set; }

    internal void Add(AwaitedRequest request) => _all.Add(request);

    /// <summary>What cancels the youngest that can be.</summary>
    /// <param name="except">These are left alone.</param>
    internal CancellationTokenSource? AnySource(List<AwaitedRequest>? except = null) =>
        _all.FindLast(r => r.Source is { IsCancellationRequested: false } && except?.Contains(r) != true)?.Source;
}
