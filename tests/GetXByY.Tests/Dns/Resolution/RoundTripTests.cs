using GetXByY.Dns.Resolution;

namespace GetXByY.Tests.Dns.Resolution;

public sealed class RoundTripTests
{
    private static RoundTrip Of(params uint[] samples)
    {
        var trip = new RoundTrip();
        Array.ForEach(samples, s => trip.Add(s));
        return trip;
    }

    [Fact]
    public void Add_Nothing_IsUnknown() => Assert.True(new RoundTrip().IsUnknown);

    // RFC 6298 section 2.2: SRTT is R, RTTVAR is R/2.
    [Fact]
    public void Add_First_IsTheMeanAndHalfOfItTheDeviation()
    {
        RoundTrip trip = Of(40);
        Assert.Equal((false, 40u, 20u, 80u, 120u), (trip.IsUnknown, trip.Smoothed, trip.Deviation, trip.Slow, trip.Lost));
    }

    // RFC 6298 section 2.3, by hand: RTTVAR = 3/4 · 20 + 1/4 · 40, SRTT = 7/8 · 40 + 1/8 · 80.
    [Fact]
    public void Add_Second_IsSmoothed()
    {
        RoundTrip trip = Of(40, 80);
        Assert.Equal((45u, 25u), (trip.Smoothed, trip.Deviation));
    }

    [Fact]
    public void Add_AlwaysTheSame_LosesItsDeviation()
    {
        RoundTrip trip = Of([.. Enumerable.Repeat(32u, 60)]);
        Assert.Equal((32u, 0u), (trip.Smoothed, trip.Deviation));
    }

    [Fact]
    public void Add_Anything_StaysWithinWhatWasSeen()
    {
        var random = new Random(5);
        var trip = new RoundTrip();
        for (int i = 0; i < 10_000; i++)
        {
            trip.Add((uint)random.Next(0, 5001));
            Assert.InRange(trip.Smoothed, 0u, 5000u);
            Assert.InRange(trip.Deviation, 0u, 5000u);
        }
    }

    [Fact]
    public void Add_AClockThatJumped_IsBounded()
    {
        RoundTrip trip = Of(10, uint.MaxValue);
        Assert.InRange(trip.Lost, 10u, 70_000u);
    }
}
