using System.Diagnostics;
using System.Net.Sockets;

namespace GetXByY.Benchmarks;

/// <summary>GetXByY with a handle for each look-up and one queue for all results.</summary>
internal sealed class HandlePeer(NameResolver resolver) : Peer
{
    private const int Probe = -1;

    private readonly LookupQueue<HostEntry> _queue = new();
    private uint[] _handles = [];
    private bool[] _hasCompletion = [];

    internal override string Name => "getxbyy-handle";

    internal override string Conditions => "TryStartGetHostByName and NameResolver.Cancel with the handle";

    internal override void Reserve(int count)
    {
        _handles = new uint[count];
        _hasCompletion = new bool[count];
    }

    internal override void Start(int index, string name)
    {
        if (!resolver.TryStartGetHostByName(name, _queue, out _handles[index], index, AddressFamily.InterNetwork))
            throw new InvalidOperationException("nothing was started");
    }

    internal override bool Cancel(int index)
    {
        CancelOutcome outcome = resolver.Cancel(_handles[index]);
        // Not its name: that would cost more than the cancel.
        Said = outcome == CancelOutcome.CancelledInFlight
            ? nameof(CancelOutcome.CancelledInFlight)
            : outcome.ToString();
        return outcome is CancelOutcome.CancelledInFlight or CancelOutcome.CancelledQueued;
    }

    internal override bool HasEnded(int index) => CompletedAfterCancel(index);

    internal override bool CompletedAfterCancel(int index)
    {
        while (_queue.Reader.TryRead(out LookupCompletion<HostEntry> completion))
            Note(completion);
        return _hasCompletion[index];
    }

    internal override bool? LookUp(string name, TimeSpan limit)
    {
        var watch = Stopwatch.StartNew();
        if (!resolver.TryStartGetHostByName(name, _queue, out _, Probe, AddressFamily.InterNetwork))
            throw new InvalidOperationException("nothing was started");
        while (limit - watch.Elapsed is var left && left > TimeSpan.Zero
            && _queue.TryTake(out LookupCompletion<HostEntry> completion, left))
        {
            if (completion.State == Probe)
                return completion.Result.IsSuccess;
            Note(completion);
        }
        return null;
    }

    private void Note(in LookupCompletion<HostEntry> completion)
    {
        if (completion.State != Probe)
            _hasCompletion[completion.State] = true;
    }
}
