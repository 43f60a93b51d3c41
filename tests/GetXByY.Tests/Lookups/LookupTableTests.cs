using GetXByY.Lookups;

namespace GetXByY.Tests.Lookups;

public sealed class LookupTableTests
{
    [Fact]
    public void Issue_ManyHandles_AreDifferentAndNeverZero()
    {
        var table = new LookupTable(64);
        var handles = new HashSet<uint>();
        for (int i = 0; i < 10_000; i++)
        {
            uint handle = table.Issue(0);
            Assert.True(handle != 0 && handles.Add(handle));
            table.Cancel(handle, out _);
        }
    }

    [Fact]
    public void Issue_SlotTaken_IsSkipped()
    {
        var table = new LookupTable(8);
        uint kept = table.Issue(3);
        for (int i = 0; i < 100; i++)
            table.Cancel(table.Issue(1), out _);
        Assert.Equal(LookupState.Queued, table.StateOf(kept));
        Assert.Equal(CancelOutcome.CancelledQueued, table.Cancel(kept, out int cell));
        Assert.Equal(3, cell);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(1000)]
    [InlineData(5_242_880)]
    public void Issue_AnySize_UsesEverySlot(int slots)
    {
        var table = new LookupTable(slots);
        uint[] handles = [.. Enumerable.Range(0, slots).Select(i => table.Issue(i & 0xFFFFFF))];
        Assert.All(Enumerable.Range(0, slots), slot => Assert.True(table.IsLive(slot, out _)));
        foreach (uint handle in handles)
            Assert.Equal(CancelOutcome.CancelledQueued, table.Cancel(handle, out _));
    }

    [Fact]
    public void Cancel_HandleOfAnEarlierTurn_NeverCancelsAnother()
    {
        var table = new LookupTable(8);
        uint old = table.Issue(1);
        table.Cancel(old, out _);
        uint[] later = [.. Enumerable.Range(0, 8).Select(i => table.Issue(i))];
        Assert.Equal(CancelOutcome.AlreadyCompleted, table.Cancel(old, out _));
        Assert.All(later, h => Assert.Equal(LookupState.Queued, table.StateOf(h)));
    }

    [Fact]
    public void TryMove_WrongState_ChangesNothing()
    {
        var table = new LookupTable(8);
        uint handle = table.Issue(5);
        Assert.False(table.TryMove(handle, 5, LookupState.InFlight, LookupState.Writing));
        Assert.False(table.TryMove(handle, 4, LookupState.Queued, LookupState.InFlight));
        Assert.True(table.TryMove(handle, 5, LookupState.Queued, LookupState.InFlight));
        Assert.Equal(LookupState.InFlight, table.StateOf(handle));
    }

    [Theory]
    [InlineData(LookupState.Queued, CancelOutcome.CancelledQueued)]
    [InlineData(LookupState.InFlight, CancelOutcome.CancelledInFlight)]
    [InlineData(LookupState.Unposted, CancelOutcome.CancelledInFlight)]
    [InlineData(LookupState.Completed, CancelOutcome.AlreadyCompleted)]
    [InlineData(LookupState.Cancelled, CancelOutcome.AlreadyCancelled)]
    public void Cancel_EachState_FindsWhatTheTableSays(LookupState state, CancelOutcome outcome)
    {
        var table = new LookupTable(8);
        uint handle = table.Issue(2);
        table.Move(handle, 2, state);
        Assert.Equal(outcome, table.Cancel(handle, out _));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0xFFFF_FFFFu)]
    [InlineData(0x8000_0000u)]
    [InlineData(0xF000_0000u)]
    public void Cancel_NeverIssued_IsUnknown(uint handle)
    {
        var table = new LookupTable(8);
        table.Issue(0);
        Assert.Equal(CancelOutcome.Unknown, table.Cancel(handle, out _));
    }
}
