using GetXByY.Engine;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>When a worker pumps, and for how long.</summary>
public sealed class WorkerShiftsTests
{
    private readonly ManualTime _time = new();
    private readonly WorkerShifts _shifts;

    public WorkerShiftsTests() => _shifts = new WorkerShifts(_time);

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
    public void EndLap_NothingForMoreThanAMillisecond_GivesBackAndMaySoonBeginAgain()
    {
        _shifts.Begin();
        Pass(1000);
        Assert.Equal(ShiftEnd.None, Lap(count: 0));
        Pass(1);
        Assert.Equal(ShiftEnd.GivenBack, Lap(count: 0));
        Assert.True(_shifts.AreDue(16));
    }

    [Fact]
    public void EndLap_ContinuationsTakeLong_GivesBackAndWaitsLongerEachTime()
    {
        TakeLong();
        Pass(99_000);
        Assert.False(_shifts.AreDue(16));
        Pass(1500);
        Assert.True(_shifts.AreDue(16));
        TakeLong();
        Pass(199_000);
        Assert.False(_shifts.AreDue(16));
        Pass(1500);
        Assert.True(_shifts.AreDue(16));
    }

    [Fact]
    public void NoteLoss_ShiftThatLastsBehindIt_ForgetsIt()
    {
        for (int i = 0; i < 20; i++)
            _shifts.NoteLoss();
        Pass(9_999_000);
        Assert.False(_shifts.AreDue(16));
        Pass(1000);
        Assert.True(_shifts.AreDue(16));
        EndLap_ResultsGoOn_OverAfterSixteenMilliseconds();
        _shifts.NoteLoss();
        Pass(100_000);
        Assert.True(_shifts.AreDue(16));
    }

    [Fact]
    public void EndLap_OneLapIsInterruptedByTheMachine_GoesOn()
    {
        _shifts.Begin();
        Assert.Equal(ShiftEnd.None, Lap(count: 100, microseconds: 1400));
        Assert.Equal(ShiftEnd.GivenBack, Lap(count: 1, microseconds: 10));
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
}
