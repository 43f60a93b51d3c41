using System.Net;
using GetXByY.Dns.Resolution;

namespace GetXByY.Tests.Dns.Resolution;

public sealed class ServerTests
{
    private readonly Server _server = new(0, new IPEndPoint(IPAddress.Loopback, 53));

    [Theory]
    [InlineData(false, 5000u)]
    [InlineData(true, 1000u)]
    public void Patience_NothingMeasured_IsTheTimeoutOrASecond(bool hasOthers, uint patience) =>
        Assert.Equal(patience, _server.Patience(5000, hasOthers));

    [Fact]
    public void Patience_Measured_IsFourDeviationsAboveTheMeanBoundedOnBothSides()
    {
        _server.OnAnswer(0, 200);
        Assert.Equal(600u, _server.Patience(5000, false));
        Assert.Equal(300u, _server.Patience(300, false));
        for (uint i = 0; i < 100; i++)
            _server.OnAnswer(1000, 1002);
        Assert.Equal(250u, _server.Patience(5000, false));
        Assert.Equal(100u, _server.Patience(100, false));
    }

    [Fact]
    public void Patience_SilentServer_DoublesUpToTheTimeout()
    {
        for (uint i = 0; i < 100; i++)
            _server.OnAnswer(1000, 1002);
        List<uint> seen = [];
        for (uint at = 2000; at < 30_000; at += 5000)
        {
            _server.OnSilence(at, at + 5000);
            seen.Add(_server.Patience(5000, false));
        }
        Assert.Equal([250u, 500u, 1000u, 2000u, 4000u, 5000u], seen);
        _server.OnHeard(40_000);
        Assert.Equal(250u, _server.Patience(5000, false));
    }

    [Fact]
    public void OnSilence_NothingHeardMeanwhile_IsSilent()
    {
        _server.OnSilence(1000, 2000);
        Assert.Equal((ServerHealth.Silent, 1), (_server.Health, _server.SilencesInARow));
    }

    [Fact]
    public void OnSilence_OthersWereAnsweredMeanwhile_IsHealthy()
    {
        _server.OnAnswer(990, 1001);
        _server.OnSilence(1000, 2000);
        Assert.Equal((ServerHealth.Healthy, 0), (_server.Health, _server.SilencesInARow));
        _server.OnSilence(1001, 2000);
        Assert.Equal(ServerHealth.Silent, _server.Health);
    }

    // A hundred attempts that were out together are one piece of news.
    [Fact]
    public void OnSilence_ManyAtOnce_CountOnce()
    {
        for (uint i = 0; i < 100; i++)
            _server.OnSilence(1000 + i, 2000 + i);
        Assert.Equal(1, _server.SilencesInARow);
        Assert.Equal(100, _server.Counts.TimedOut);
        _server.OnSilence(2100, 3100);
        Assert.Equal(2, _server.SilencesInARow);
    }

    [Fact]
    public void OnHeard_Silent_IsHealthyAgain()
    {
        _server.OnSilence(1000, 2000);
        _server.OnHeard(2100);
        Assert.Equal((ServerHealth.Healthy, 0), (_server.Health, _server.SilencesInARow));
    }

    [Fact]
    public void OnUnreachable_AnsweredJustBefore_IsSilent()
    {
        _server.OnAnswer(990, 1000);
        _server.OnUnreachable(1000);
        Assert.Equal(ServerHealth.Silent, _server.Health);
        // 64 sockets tell the same.
        _server.OnUnreachable(1001);
        Assert.Equal((1, 2), (_server.SilencesInARow, _server.Counts.Unreachable));
    }

    [Fact]
    public void OnFailure_EightInARow_IsFailingUntilASuccess()
    {
        for (int i = 0; i < 7; i++)
            _server.OnFailure(1000);
        _server.OnSuccess();
        for (int i = 0; i < 7; i++)
            _server.OnFailure(1000);
        Assert.Equal(ServerHealth.Healthy, _server.Health);
        _server.OnFailure(1000);
        Assert.Equal(ServerHealth.Failing, _server.Health);
        _server.OnHeard(1001);
        Assert.Equal(ServerHealth.Failing, _server.Health);
        _server.OnSuccess();
        Assert.Equal(ServerHealth.Healthy, _server.Health);
    }

    [Fact]
    public void OnHeard_FailingThatFellSilent_IsFailing()
    {
        for (int i = 0; i < 8; i++)
            _server.OnFailure(1000);
        _server.OnSilence(2000, 3000);
        Assert.Equal(ServerHealth.Silent, _server.Health);
        _server.OnHeard(3001);
        Assert.Equal(ServerHealth.Failing, _server.Health);
    }

    [Fact]
    public void IsProbeDue_Healthy_IsNever() => Assert.False(_server.IsProbeDue(5000));

    [Fact]
    public void IsProbeDue_Silent_IsAtOnceAndThenLessAndLessOften()
    {
        _server.OnSilence(1000, 2000);
        List<uint> delays = [];
        uint last = 2000;
        for (uint now = 2000; now < 200_000; now++)
        {
            if (!_server.IsProbeDue(now))
                continue;
            delays.Add(now - last);
            last = now;
            _server.OnProbe([0], now);
            Assert.False(_server.IsProbeDue(now + 100_000));
            _server.OnProbeEnded();
        }
        Assert.Equal([0, 1000, 2000, 4000, 8000, 16_000, 32_000, 32_000, 32_000, 32_000, 32_000], delays);
    }

    [Fact]
    public void IsProbeDue_FellSilentAgain_IsAtOnceAgain()
    {
        _server.OnSilence(1000, 2000);
        _server.OnProbe([0], 2000);
        _server.OnProbeEnded();
        _server.OnHeard(2001);
        _server.OnSilence(2100, 2200);
        Assert.True(_server.IsProbeDue(2200));
    }

    [Fact]
    public void IsProbeOwed_NoneForLong_IsTrue()
    {
        Assert.True(_server.IsProbeOwed(0));
        _server.OnProbe([0], 2000);
        Assert.False(_server.IsProbeOwed(33_999));
        Assert.True(_server.IsProbeOwed(34_000));
    }
}
