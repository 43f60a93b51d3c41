using GetXByY.Stress;

namespace GetXByY.Lookups;

// What the product's LookupTable has no body for: the one place that knows of each collision.
internal sealed partial class LookupTable
{
    static partial void OnLost(uint handle, LookupState from, LookupState to, long found)
    {
        // A word that has another look-up by now cannot tell who won.
        if (HandleOf(found) == handle)
            CollisionCount.OnLost(handle, from, to, StateOf(found));
    }
}
