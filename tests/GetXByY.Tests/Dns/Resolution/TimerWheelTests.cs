using GetXByY.Dns.Resolution;

namespace GetXByY.Tests.Dns.Resolution;

public sealed class TimerWheelTests
{
    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue - 5000)]
    public void TakeExpired_ManyTimers_GivesEachOnceAtItsTime(uint start)
    {
        var queries = new QueryCells();
        var wheel = new TimerWheel(queries, start);
        var random = new Random(7);
        var due = new Dictionary<int, uint>();
        for (int i = 0; i < 3000; i++)
        {
            int query = queries.Rent();
            due[query] = queries[query].Expiry = start + (uint)random.Next(30_000);
            wheel.Arm(query);
        }
        foreach (int query in due.Keys.Where((_, i) => i % 5 == 0).ToArray())
        {
            wheel.Disarm(query);
            due.Remove(query);
        }
        uint now = start;
        while (due.Count > 0)
        {
            uint wait = wheel.UntilNext(now) ?? throw new InvalidOperationException("a timer was lost");
            now += Math.Max(wait, 1);
            for (int query; (query = wheel.TakeExpired(now)) != QueryCells.None;)
            {
                Assert.True(due.Remove(query, out uint expiry), "a timer fired twice, or after it was disarmed");
                Assert.InRange((int)(now - expiry), 0, 8);
            }
        }
        Assert.Equal((0, null), (wheel.Count, wheel.UntilNext(now)));
    }

    [Fact]
    public void TakeExpired_ClockJumpsFarAhead_GivesAll()
    {
        var queries = new QueryCells();
        var wheel = new TimerWheel(queries, 0);
        for (uint i = 0; i < 100; i++)
        {
            int query = queries.Rent();
            queries[query].Expiry = i * 300;
            wheel.Arm(query);
        }
        int count = 0;
        while (wheel.TakeExpired(10_000_000) != QueryCells.None)
            count++;
        Assert.Equal(100, count);
    }

    [Fact]
    public void TakeExpired_TimersOfTheNextTurnInASweptSlot_AreLeftAlone()
    {
        var queries = new QueryCells();
        var wheel = new TimerWheel(queries, 0);
        int late = queries.Rent(), next = queries.Rent();
        queries[late].Expiry = 5000;
        wheel.Arm(late);
        // The clock has jumped; before the sweep has come to the slot a new timer is armed that falls into it again.
        queries[next].Expiry = 5000 + 32_768;
        wheel.Arm(next);
        Assert.Equal(late, wheel.TakeExpired(35_000));
        Assert.Equal(QueryCells.None, wheel.TakeExpired(35_000));
        Assert.Equal(next, wheel.TakeExpired(37_772));
    }
}
