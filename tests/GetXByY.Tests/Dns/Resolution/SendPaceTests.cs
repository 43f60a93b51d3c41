using GetXByY.Dns.Resolution;

namespace GetXByY.Tests.Dns.Resolution;

public sealed class SendPaceTests
{
    [Fact]
    public void TryTake_Burst_EndsAndGoesOnWithTimeAndAnswers()
    {
        var pace = new SendPace(100);
        Assert.Equal(150, Take(pace, 100));
        Assert.False(pace.IsOpen(100));
        Assert.Equal(50, Take(pace, 101));
        pace.Give(101);
        Assert.Equal(1, Take(pace, 101));
        // The server is at work: only its answers let more go out.
        Assert.False(pace.IsOpen(111));
        Assert.Equal(50, Take(pace, 112));
        Assert.Equal(150, Take(pace, 1_000_000));
        // The time wraps around.
        Assert.Equal(150, Take(pace, 50));
    }

    private static int Take(SendPace pace, uint now)
    {
        int count = 0;
        while (pace.TryTake(now))
            count++;
        return count;
    }
}
