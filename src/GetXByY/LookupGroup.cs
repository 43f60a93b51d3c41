using GetXByY.Engine;
using GetXByY.Lookups;

namespace GetXByY;

/// <summary>Look-ups that are cancelled together. Give it to the look-ups when they are started.</summary>
/// <remarks>All members may be used from any thread. A group may be used again after a cancel, and by several
/// resolvers; look-ups that ended leave it by themselves.</remarks>
public sealed class LookupGroup
{
    private const int FirstPruning = 64;

    // Guards the lists; nothing is called under it but the engines' StateOf, which takes no lock.
    private readonly Lock _lock = new();
    private readonly List<(LookupEngine Engine, uint Handle)> _members = [];
    private readonly List<(LookupEngine Engine, uint Handle)[]> _underWay = [];
    private int _nextPruning = FirstPruning;

    /// <summary>Cancels every look-up of the group that was started before the call.</summary>
    /// <returns>How many were cancelled; the others had ended.</returns>
    public int Cancel()
    {
        (LookupEngine Engine, uint Handle)[] members;
        (LookupEngine Engine, uint Handle)[] others;
        lock (Atomic.At(_lock))
        {
            // Those that another thread is cancelling may be untouched yet: when this returns they are cancelled too.
            others = [.. _underWay.SelectMany(static m => m)];
            members = [.. _members];
            _members.Clear();
            _nextPruning = FirstPruning;
            _underWay.Add(members);
        }
        int cancelled = others.Concat(members).Count(m => m.Engine.Cancel(m.Handle) <= CancelOutcome.CancelledInFlight);
        lock (Atomic.At(_lock))
            _underWay.Remove(members);
        return cancelled;
    }

    internal int Count
    {
        get
        {
            lock (Atomic.At(_lock))
                return _members.Count;
        }
    }

    internal void Add(LookupEngine engine, uint handle)
    {
        lock (Atomic.At(_lock))
        {
            if (_members.Count >= _nextPruning)
            {
                // Those that ended go whenever the list has doubled, so that a start costs no more for it.
                _members.RemoveAll(m => m.Engine.StateOf(m.Handle) is
                    LookupState.None or LookupState.Completed or LookupState.Cancelled);
                _nextPruning = Math.Max(FirstPruning, _members.Count * 2);
            }
            _members.Add((engine, handle));
        }
    }
}
