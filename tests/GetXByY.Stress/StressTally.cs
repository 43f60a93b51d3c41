using System.Text.Json.Nodes;

namespace GetXByY.Stress;

/// <summary>What became of all look-ups of a run. May be used from any thread.</summary>
internal sealed class StressTally
{
    private const int MostShown = 20;

    private readonly Lock _lock = new();
    private EndCounts _ends;
    private int _violations;

    internal EndCounts Ends
    {
        get
        {
            lock (_lock)
                return _ends;
        }
    }

    /// <summary>Whether something was wrong that must never be.</summary>
    internal bool IsBroken => _violations != 0 || Ends.IsBroken;

    internal void Add(in EndCounts ends)
    {
        lock (_lock)
            _ends = _ends.Plus(ends);
    }

    internal void Violate(string what)
    {
        if (Interlocked.Increment(ref _violations) <= MostShown)
            Console.WriteLine($"violation: {what}");
    }

    internal JsonObject ToJson(double seconds, long wonByCancel, long wonByFinish) => new()
    {
        ["seconds"] = Math.Round(seconds, 1),
        ["starts"] = _ends.Starts,
        ["completed"] = _ends.Completed,
        ["cancelled"] = _ends.Cancelled,
        ["failed"] = _ends.Failed,
        ["collisions"] = wonByCancel + wonByFinish,
        ["wonByCancel"] = wonByCancel,
        ["wonByFinish"] = wonByFinish,
        ["both"] = _ends.Both,
        ["neither"] = _ends.Neither,
        ["writesAfterCancel"] = _ends.WritesAfterCancel,
        ["messagesAfterCancel"] = _ends.MessagesAfterCancel,
        ["violations"] = _violations,
    };
}
