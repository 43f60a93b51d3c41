namespace GetXByY.Winsock.Tests;

public sealed class MessageRingTests : IDisposable
{
    private readonly MessageWindow _one = MessageWindow.Create();
    private readonly MessageWindow _two = MessageWindow.Create();
    private readonly MessageRing _ring = new();

    public void Dispose()
    {
        _one.Dispose();
        _two.Dispose();
    }

    [Fact]
    public void TryTake_Empty_ReturnsFalse()
    {
        Assert.False(_ring.TryTake(out WindowMessage message, remove: true, window: null));
        Assert.Equal(default, message);
    }

    [Fact]
    public void TryTake_MoreThanTheRingAtFirstHolds_KeepsTheOrderWhileItGrows()
    {
        uint next = 0;
        for (uint i = 0; i < 1000; i++)
        {
            Add(i, _one);
            if (i % 3 == 0)
            {
                Assert.Equal(next++, Take());
            }
        }
        while (next < 1000)
        {
            Assert.Equal(next++, Take());
        }
        Assert.Equal(0, _ring.Count);
    }

    // The first of the ring stands at each index once, so the window's message is on both sides of the array's end.
    [Fact]
    public void TryTake_WindowBehindOthers_TakesItAndKeepsTheOrderOfTheRest()
    {
        for (int turn = 0; turn < 20; turn++)
        {
            Add(1, _one);
            Add(2, _one);
            Add(3, _two);
            Add(4, _one);
            Assert.Equal(3u, Take(_two));
            Assert.False(_ring.TryTake(out _, remove: true, _two));
            Assert.Equal([1u, 2u, 4u], [Take(), Take(), Take()]);
        }
    }

    [Fact]
    public void TryTake_WithoutRemoving_ChangesNothing()
    {
        Add(1, _one);
        Add(2, _two);
        Assert.True(_ring.TryTake(out WindowMessage message, remove: false, _two));
        Assert.Equal(2u, message.Id);
        Assert.Equal([1u, 2u], [Take(), Take()]);
    }

    [Fact]
    public void TakeOver_AnotherRing_AddsItsMessagesBehindOurs()
    {
        var other = new MessageRing();
        for (int turn = 0; turn < 20; turn++)
        {
            // Into an empty ring, and behind what is there.
            for (uint i = 0; i < 10; i += 5)
            {
                for (uint j = 0; j < 5; j++)
                {
                    other.Add(new QueuedMessage(new WindowMessage(_one.Handle, i + j, 0, 0), _one, null));
                }
                _ring.TakeOver(other);
                Assert.Equal(0, other.Count);
            }
            Assert.Equal(
                [0u, 1u, 2u, 3u, 4u, 5u, 6u, 7u, 8u, 9u], Enumerable.Range(0, 10).Select(_ => Take()));
        }
    }

    [Fact]
    public void RemoveAll_SomeMatch_RemovesThemAndKeepsTheOrderOfTheRest()
    {
        for (int turn = 0; turn < 20; turn++)
        {
            for (uint i = 0; i < 11; i++)
            {
                Add(i, i % 2 == 0 ? _two : _one);
            }
            Assert.Equal(6, _ring.RemoveAll(queued => queued.Window == _two));
            Assert.Equal(5, _ring.Count);
            Assert.Equal([1u, 3u, 5u, 7u, 9u], [Take(), Take(), Take(), Take(), Take()]);
        }
    }

    [Fact]
    public void Removing_Messages_LetsGoOfTheirOrigins()
    {
        WeakReference taken = AddWithOrigin(), fromTheMiddle = AddWithOrigin(_two), removed = AddWithOrigin();
        Take(_two);
        Take();
        Assert.Equal(1, _ring.RemoveAll(_ => true));
        GC.Collect();
        Assert.Equal((false, false, false), (taken.IsAlive, fromTheMiddle.IsAlive, removed.IsAlive));
        GC.KeepAlive(_ring);
    }

    // Another method's: a local of this one could still refer to it.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private WeakReference AddWithOrigin(MessageWindow? window = null)
    {
        object origin = new();
        _ring.Add(new QueuedMessage(default, window ?? _one, origin));
        return new WeakReference(origin);
    }

    private void Add(uint id, MessageWindow window) =>
        _ring.Add(new QueuedMessage(new WindowMessage(window.Handle, id, 0, 0), window, null));

    private uint Take(MessageWindow? window = null)
    {
        Assert.True(_ring.TryTake(out WindowMessage message, remove: true, window));
        return message.Id;
    }
}
