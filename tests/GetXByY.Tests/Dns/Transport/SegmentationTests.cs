using GetXByY.Dns.Transport;

namespace GetXByY.Tests.Dns.Transport;

/// <summary>When messages are not cut up any more.</summary>
public sealed class SegmentationTests
{
    private const int Refused = -5;
    private const int PortClosed = -111;

    private readonly Segmentation _segmentation = new();

    public SegmentationTests() => Assert.SkipUnless(_segmentation.IsOn, "Linux can, since 4.18.");

    [Fact]
    public void OnLoss_HalfOfMany_EndsIt()
    {
        int sent = 0, lost = 0;
        for (; _segmentation.IsOn && sent < 10_000; sent += 2, lost += 2)
        {
            _segmentation.OnSent(2);
            _segmentation.OnLoss();
            _segmentation.OnLoss();
        }
        Assert.InRange(lost, 100, 1000);
    }

    // It worked for long, and then the machine is in another network.
    [Fact]
    public void OnLoss_AllAfterManyThatWereAnswered_EndsIt()
    {
        for (int i = 0; i < 1_000_000; i++)
            _segmentation.OnSent(64);
        int lost = 0;
        for (; _segmentation.IsOn && lost < 10_000; lost++)
        {
            _segmentation.OnSent(1);
            _segmentation.OnLoss();
        }
        Assert.InRange(lost, 100, 3000);
    }

    [Fact]
    public void OnLoss_OneInThree_DoesNotEndIt()
    {
        for (int i = 0; i < 100_000; i++)
        {
            _segmentation.OnSent(3);
            _segmentation.OnLoss();
        }
        Assert.True(_segmentation.IsOn);
    }

    [Fact]
    public void OnLoss_AllOfFew_DoesNotEndIt()
    {
        for (int i = 0; i < 100; i++)
        {
            _segmentation.OnSent(1);
            _segmentation.OnLoss();
        }
        Assert.True(_segmentation.IsOn);
    }

    [Fact]
    public void OnRefused_ForWhatItIs_EndsIt()
    {
        Assert.True(_segmentation.OnRefused(Refused));
        Assert.False(_segmentation.IsOn);
    }

    [Fact]
    public void OnRefused_ForAnotherReason_DoesNotEndIt()
    {
        Assert.False(_segmentation.OnRefused(PortClosed));
        Assert.True(_segmentation.IsOn);
    }

    [Fact]
    public void IsOn_SwitchedOff_IsNot()
    {
        AppContext.SetSwitch(Segmentation.Switch, true);
        try
        {
            Assert.False(new Segmentation().IsOn);
        }
        finally
        {
            AppContext.SetSwitch(Segmentation.Switch, false);
        }
    }
}
