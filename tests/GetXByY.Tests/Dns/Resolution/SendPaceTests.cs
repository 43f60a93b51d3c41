using GetXByY.Dns.Resolution;

namespace GetXByY.Tests.Dns.Resolution;

public sealed class SendPaceTests
{
    [Fact]
    public void TryTake_Burst_EndsAndGoesOnWithTimeAndAnswers()
    {
        var pace = new SendPace(100);
        Assert.Equal(200, Take(pace, 100));
        Assert.False(pace.IsOpen(100));
        pace.Give();
        Assert.Equal(1, Take(pace, 100));
        Assert.True(pace.IsOpen(101));
        Assert.Equal(50, Take(pace, 101));
        Assert.Equal(200, Take(pace, 1_000_000));
        Assert.Equal(200, Take(pace, 50));
    }

    private static int Take(SendPace pace, uint now)
    {
        int count = 0;
        while (pace.TryTake(now))
            count++;
        return count;
    }
}
