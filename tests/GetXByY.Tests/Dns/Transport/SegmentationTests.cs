using GetXByY.Dns.Transport;

namespace GetXByY.Tests.Dns.Transport;

/// <summary>When messages are not cut up any more.</summary>
public sealed class SegmentationTests
{
    private const int Refused = -5;
    private const int PortClosed = -111;

    private readonly Segmentation _segmentation = new();

    public SegmentationTests() => Assert.SkipUnless(_segmentation.IsOn, "Linux can, since 4.18.");

    // How many leave in messages with others, at most, without an answer.
    private int SendUntilOff(int first, int most)
    {
        int sent = 0;
        for (; _segmentation.IsOn && sent < most; sent++)
            _segmentation.OnSent(0, (ushort)(first + sent));
        return sent;
    }

    [Fact]
    public void OnSent_NothingIsAnswered_EndsItSoon() =>
        Assert.Equal(Segmentation.FirstCredit, SendUntilOff(0, 10_000));

    [Fact]
    public void OnSent_NothingIsAnsweredAfterLong_EndsIt()
    {
        for (int i = 0; i < 1_000_000; i++)
        {
            _segmentation.OnSent(1, (ushort)i);
            _segmentation.OnReceived(1, (ushort)i);
        }
        Assert.Equal(Segmentation.MostCredit, SendUntilOff(0, 10_000));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(1, false)]
    public void OnReceived_SomeOfFour_EndsItIfMostAreLost(int answered, bool isOn)
    {
        for (int i = 0; i < 100_000 && _segmentation.IsOn; i++)
        {
            _segmentation.OnSent(2, (ushort)i);
            if (i % 4 < answered)
                _segmentation.OnReceived(2, (ushort)i);
        }
        Assert.Equal(isOn, _segmentation.IsOn);
    }

    [Fact]
    public void OnReceived_OfOthers_IsNoCredit()
    {
        for (int i = 0; i < 1000; i++)
            _segmentation.OnReceived(0, (ushort)(30_000 + i));
        Assert.Equal(Segmentation.FirstCredit, SendUntilOff(0, 10_000));
    }

    [Fact]
    public void OnReceived_OneTwice_CountsOnce()
    {
        _segmentation.OnSent(0, 50_000);
        _segmentation.OnReceived(0, 50_000);
        _segmentation.OnReceived(0, 50_000);
        Assert.Equal(Segmentation.FirstCredit + 1, SendUntilOff(0, 10_000));
    }

    [Fact]
    public void OnReceived_ManyOfOthersBehindTheEnd_TriesOnceMore()
    {
        SendUntilOff(0, 10_000);
        for (int i = 1; i < Segmentation.OthersUntilRetry; i++)
            _segmentation.OnReceived(0, 60_000);
        Assert.False(_segmentation.IsOn);
        _segmentation.OnReceived(0, 60_000);
        Assert.Equal(Segmentation.FirstCredit, SendUntilOff(1000, 10_000));
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
