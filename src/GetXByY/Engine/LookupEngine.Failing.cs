using GetXByY.Databases;
using GetXByY.Lookups;

namespace GetXByY.Engine;

// How the engine goes down. It works; then its thread meets what it cannot go on after, and that is final:
//
//   from Fail on             nothing is begun any more, and what is outstanding ends with NetworkDown, unless it had its
//                            result already or a cancel wins; cancels find what they always find
//   from TryClose on         nothing is outstanding, and nothing of the engine's is held but this failure
//
// All of it is done by the thread that has failed, which is the only one that pumps. So a look-up that is begun while it
// fails is taken up and ended like those before it, and none can be begun behind the close: LookupCells lets one of the two
// win.
internal sealed partial class LookupEngine
{
    private Exception? _failure;

    // What look-ups end with; null while the engine works. The pump's own.
    private LookupResult<object>? _networkDown;

    /// <summary>Why the engine is down, or going down; null while it works.</summary>
    internal Exception? Failure => Atomic.Read(ref _failure);

    /// <summary>Says that the engine is down, and gives up all that is in flight. <see cref="TryClose"/> ends it.</summary>
    /// <remarks>Only the pump calls it, when it cannot go on.</remarks>
    internal void Fail(Exception failure)
    {
        LookupResult<object> down = Failures.NetworkDown(failure);
        _networkDown = down;
        Atomic.Write(ref _failure, failure);
        // Nobody finds a host any more, and nobody puts one there.
        _hosts.Kept = null;
        ClearCache();
        // The pump alone moves look-ups to InFlight, so these are all. Those that a finisher has a result of, or a canceller
        // is about to win, are among them: whoever claims the look-up first has it, as always.
        for (int slot = 0; slot < _table.Slots; slot++)
        {
            if (_table.IsInFlight(slot, out uint handle, out int cell))
                Complete(handle, cell, down);
        }
        _hosts.Abandon();
        _resolvers.Abandon();
    }
}
