using GetXByY.Engine;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>When a worker pumps, and for how long.</summary>
public sealed class WorkerShiftsTests
{
    private readonly ManualTime _time = new();
    private readonly QuietPoolShifts _shifts;

    public WorkerShiftsTests() => _shifts = new QuietPoolShifts(_time);

    [Fact]
    public void AreDue_ManyResultsWithinTwoMilliseconds_True()
    {
        Assert.False(_shifts.AreDue(15));
        Assert.False(_shifts.AreDue(0));
        Pass(2000);
        Assert.True(_shifts.AreDue(1));
    }

    [Fact]
    public void AreDue_AsManyButSlowly_False()
    {
        for (int i = 0; i < 1000; i++)
        {
            Assert.False(_shifts.AreDue(1));
            Pass(135);
        }
    }

    [Fact]
    public void EndLap_ResultsGoOn_OverAfterSixteenMilliseconds()
    {
        _shifts.Begin();
        for (int i = 0; i < 15; i++)
        {
            Pass(1000);
            Assert.Equal(ShiftEnd.None, Lap(count: 10, microseconds: 10));
        }
        Pass(1000);
        Assert.Equal(ShiftEnd.Over, Lap(count: 10, microseconds: 10));
    }

    [Fact]
    public void EndLap_PoolHasOtherWork_OverAtOnceAndMayBeginAgain()
    {
        _shifts.Begin();
        Assert.Equal(ShiftEnd.None, Lap(count: 10, microseconds: 10));
        _shifts.HasOtherWork = true;
        Assert.Equal(ShiftEnd.Over, Lap(count: 10, microseconds: 10));
        Assert.True(_shifts.AreDue(16));
    }

    [Fact]
    public void EndLap_PoolHasOtherWorkAllTheTime_GivesBackAndWaitsLongerEachTime()
    {
        _shifts.HasOtherWork = true;
        foreach (int pause in (int[])[5, 10, 20])
        {
            for (int i = 1; i < 8; i++)
            {
                _shifts.Begin();
                Assert.Equal(ShiftEnd.Over, Lap(count: 10, microseconds: 10));
            }
            _shifts.Begin();
            Assert.Equal(ShiftEnd.GivenBack, Lap(count: 10, microseconds: 10));
            AssertPause(pause);
        }
    }

    [Fact]
    public void EndLap_PoolHasOtherWorkOnceInAMillisecond_GoesOnBehindIt()
    {
        for (int i = 0; i < 100; i++)
        {
            _shifts.HasOtherWork = false;
            _shifts.Begin();
            Assert.Equal(ShiftEnd.None, Lap(count: 100, microseconds: 990));
            Pass(10);
            _shifts.HasOtherWork = true;
            Assert.Equal(ShiftEnd.Over, Lap(count: 10, microseconds: 10));
        }
    }

    // Bursts with pauses between them: else each burst would make a thread.
    [Fact]
    public void EndLap_NothingForMoreThanAMillisecond_GivesBackAndWaitsLongerEachTime()
    {
        for (int pause = 5; pause < 10_000; pause *= 2)
        {
            _shifts.Begin();
            Pass(1000);
            Assert.Equal(ShiftEnd.None, Lap(count: 0));
            Pass(1);
            Assert.Equal(ShiftEnd.GivenBack, Lap(count: 0));
            AssertPause(pause);
        }
    }

    [Fact]
    public void EndLap_ContinuationsTakeLong_GivesBackAndWaitsLongerEachTime()
    {
        TakeLong();
        AssertPause(100);
        TakeLong();
        AssertPause(200);
    }

    [Fact]
    public void NoteLoss_ShiftsThatLastBehindIt_ForgetItByAndBy()
    {
        for (int i = 0; i < 20; i++)
            _shifts.NoteLoss();
        AssertPause(10_000);
        for (int i = 0; i < 5; i++)
            EndLap_ResultsGoOn_OverAfterSixteenMilliseconds();
        _shifts.NoteLoss();
        AssertPause(312);
    }

    [Fact]
    public void EndLap_OneLapIsInterruptedByTheMachine_GoesOn()
    {
        _shifts.Begin();
        Assert.Equal(ShiftEnd.None, Lap(count: 100, microseconds: 1400));
        Assert.Equal(ShiftEnd.GivenBack, Lap(count: 1, microseconds: 10));
    }

    private void AssertPause(int milliseconds)
    {
        Pass(1000 * milliseconds - 1);
        Assert.False(_shifts.AreDue(16));
        Pass(1);
        Assert.True(_shifts.AreDue(16));
    }

    private void TakeLong()
    {
        _shifts.Begin();
        Assert.Equal(ShiftEnd.None, Lap(count: 1, microseconds: 900));
        Assert.Equal(ShiftEnd.GivenBack, Lap(count: 1, microseconds: 900));
    }

    private ShiftEnd Lap(int count, int microseconds = 0)
    {
        _shifts.BeginLap();
        Pass(microseconds);
        return _shifts.EndLap(count);
    }

    private void Pass(int microseconds) => _time.Advance(TimeSpan.FromMicroseconds(microseconds));

    private sealed class QuietPoolShifts(TimeProvider time) : WorkerShifts(time)
    {
        internal bool HasOtherWork { get; set; }

        private protected override bool PoolHasWork => HasOtherWork;
    }
}
