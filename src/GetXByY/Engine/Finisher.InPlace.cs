using GetXByY.Lookups;

namespace GetXByY.Engine;

// Look-ups whose continuations the user wants on the engine's own thread, and, while a worker pumps, all that have continuations.
// They wait in a list that belongs to whoever pumps, and the pump ends them outside of its turns, one by one: until then they can be
// cancelled like any other. Once taken out, an item is like one that a worker has taken: to finish it nothing is needed that belongs
// to the pump. So whoever finds, when the user's code returns, that another pumps now has nothing to put in order.
internal sealed partial class Finisher
{
    private readonly FinishList _inPlace = new();

    // How many went to workers though they could have been ended in place.
    private int _passed;

    /// <summary>Whether a worker pumps, which may run any continuation; for whoever pumps.</summary>
    internal bool IsOnShift { get; set; }

    /// <summary>Whether there are look-ups to be ended in place; for whoever pumps.</summary>
    internal bool HasInPlace => _inPlace.Count > 0;

    /// <summary>How many there are; for whoever pumps.</summary>
    internal int InPlace => _inPlace.Count;

    /// <summary>Counts those that a worker who pumps would have ended in place, since the last call; for whoever pumps.</summary>
    internal int TakePassed()
    {
        int passed = _passed;
        _passed = 0;
        return passed;
    }

    private bool TakesInPlace(LookupFace face)
    {
        if (IsOnShift || face.EndsInPlace)
            return true;
        _passed++;
        return false;
    }

    /// <summary>Takes the next of them out; for whoever pumps.</summary>
    internal FinishItem TakeInPlace() => _inPlace.Take();

    /// <summary>Ends one that was taken out. Runs code of the user's, which may take for ever.</summary>
    internal void FinishInPlace(in FinishItem item)
    {
        try
        {
            Finish(Arrange(item), atOnce: false);
        }
        catch (Exception e)
        {
            ThrowAgain(e);
        }
    }

    /// <summary>Leaves all of them to workers; for whoever pumps.</summary>
    internal void LeaveInPlace()
    {
        while (_inPlace.Count > 0)
            Uninterrupted.Enqueue(Atomic.At(_items), _inPlace.Take());
        Flush();
    }
}
