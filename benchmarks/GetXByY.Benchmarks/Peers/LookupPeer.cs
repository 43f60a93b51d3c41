using System.Net;
using System.Net.Sockets;

namespace GetXByY.Benchmarks;

/// <summary>GetXByY with a <see cref="Lookup{T}"/> for each look-up, cancelled by its own <c>Cancel</c>.</summary>
internal sealed class LookupPeer(NameResolver resolver) : Peer
{
    private Lookup<IPAddress[]>[] _lookups = [];

    internal override string Name => "getxbyy-lookup";

    internal override string Conditions => "StartGetHostAddresses and Lookup.Cancel";

    internal override void Reserve(int count) => _lookups = new Lookup<IPAddress[]>[count];

    internal override void Start(int index, string name) =>
        _lookups[index] = resolver.StartGetHostAddresses(name, AddressFamily.InterNetwork);

    internal override bool Cancel(int index)
    {
        CancelOutcome outcome = _lookups[index].Cancel();
        // Not its name: that would cost more than the cancel.
        Said = outcome == CancelOutcome.CancelledInFlight
            ? nameof(CancelOutcome.CancelledInFlight)
            : outcome.ToString();
        return outcome is CancelOutcome.CancelledInFlight or CancelOutcome.CancelledQueued;
    }

    internal override bool HasEnded(int index) =>
        _lookups[index].State is LookupState.Completed or LookupState.Cancelled;

    internal override bool CompletedAfterCancel(int index) =>
        _lookups[index].Completion is { IsCompleted: true, IsCanceled: false };

    internal override bool? LookUp(string name, TimeSpan limit) =>
        TokenPeer.Await(resolver.StartGetHostAddresses(name, AddressFamily.InterNetwork).Completion, limit);
}
