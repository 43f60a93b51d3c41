namespace GetXByY.Engine;

/// <summary>Look-ups that have their result, in the order in which it came; belongs to one thread.</summary>
/// <remarks>Not a queue of .NET's: over a struct of ours that would be compiled as the first look-up waits.</remarks>
internal sealed class FinishList
{
    // As many as a power of two.
    private FinishItem[] _items = new FinishItem[16];
    private int _first;

    internal int Count { get; private set; }

    internal void Add(in FinishItem item)
    {
        if (Count == _items.Length)
            Grow();
        _items[(_first + Count++) & (_items.Length - 1)] = item;
    }

    /// <summary>Takes the first of them out; there must be one.</summary>
    internal FinishItem Take()
    {
        ref FinishItem place = ref _items[_first];
        FinishItem item = place;
        // Its result is not to be kept.
        place = default;
        _first = (_first + 1) & (_items.Length - 1);
        Count--;
        return item;
    }

    private void Grow()
    {
        var larger = new FinishItem[2 * _items.Length];
        int behind = _items.Length - _first;
        Array.Copy(_items, _first, larger, 0, behind);
        Array.Copy(_items, 0, larger, behind, _first);
        (_items, _first) = (larger, 0);
    }
}
