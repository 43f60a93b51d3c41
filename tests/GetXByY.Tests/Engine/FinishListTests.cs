using System.Runtime.CompilerServices;
using GetXByY.Engine;

namespace GetXByY.Tests.Engine;

/// <summary>Results on their way to the caller, first in, first out.</summary>
public sealed class FinishListTests
{
    private readonly FinishList _list = new();

    [Fact]
    public void Take_MoreThanThereWasRoomFor_GivesAllInTheirOrder()
    {
        // So that the first is somewhere in the middle when it grows.
        Add(0, 10);
        Take(0, 10);
        Add(10, 50);
        Take(10, 25);
        Add(50, 200);
        Take(25, 200);
        Assert.Equal(0, _list.Count);
    }

    [Fact]
    public void Take_OneWithAResult_KeepsNothingOfIt()
    {
        WeakReference result = AddAndTake();
        GC.Collect();
        Assert.False(result.IsAlive);
        GC.KeepAlive(_list);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference AddAndTake()
    {
        object entry = new();
        _list.Add(new FinishItem(1, 1, new LookupResult<object>(entry)));
        _list.Take();
        return new WeakReference(entry);
    }

    private void Add(int first, int behind)
    {
        for (int i = first; i < behind; i++)
            _list.Add(new FinishItem((uint)i, i, default));
    }

    private void Take(int first, int behind)
    {
        for (int i = first; i < behind; i++)
            Assert.Equal(i, _list.Take().Cell);
    }
}
