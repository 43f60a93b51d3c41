using GetXByY.Tests.Simulation;
using static GetXByY.Tests.Engine.CacheTests;

namespace GetXByY.Tests.Engine;

/// <summary>A query that goes on for another look-up goes on as if nothing had happened.</summary>
public sealed class HandOverTests
{
    [Fact]
    public async Task HostByName_JoinsAsTheDeadlinePasses_HasAllItsTime()
    {
        using SimulatedEngine s = WithCache();
        RecordingFace hurried = new(), patient = new();
        RecordingFace.StartHost(s.Engine, hurried, "name.test.", timeout: 100);
        s.NextSent();
        s.Time.Advance(TimeSpan.FromSeconds(0.11));
        s.Engine.Turn(s.Now);
        RecordingFace.StartHost(s.Engine, patient, "name.test.");
        s.Pump();
        Assert.Equal(LookupError.TryAgain, (await hurried.Posted).Error);
        Assert.False(patient.Posted.IsCompleted);
        s.Answer(s.NextSent(), r => r.Address("192.0.2.7"));
        Assert.Equal("192.0.2.7", Text(await patient.Posted));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Cancel_LeaderWhoseServerIsSilent_DoesNotDelayTheNextServer(bool byDeadline)
    {
        int usual = StepsUntilNext(s => RecordingFace.StartHost(s.Engine, new RecordingFace(), "name.test."), cancels: false);
        int handedOver = StepsUntilNext(
            s => RecordingFace.StartHost(s.Engine, new RecordingFace(), "name.test.", timeout: byDeadline ? 300u : 0),
            cancels: !byDeadline);
        Assert.InRange(handedOver, usual - 2, usual + 2);
    }

    [Fact]
    public async Task Cancel_LeaderWithADoubtfulAnswer_IsAskedOverTcpAsSoon()
    {
        using SimulatedEngine s = new("nameserver 192.0.2.1\n", mixCase: true, configure: o => o.MaxCachedAnswers = 100);
        uint handle = RecordingFace.StartHost(s.Engine, new RecordingFace(), "long-name-of-letters.test.");
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "long-name-of-letters.test.");
        s.Answer(s.NextSent(), r => r.InSmallLetters().Address("192.0.2.7"));
        s.Engine.Cancel(handle);
        s.Pass(TimeSpan.FromSeconds(0.3));
        s.Engine.Resolver.OnStreamOpened(s.Network.Opening.Dequeue(), s.Now);
        s.Answer(s.NextSent(), r => r.InSmallLetters().Address("192.0.2.7"));
        Assert.Equal("192.0.2.7", Text(await face.Posted));
    }

    [Fact]
    public void OnStreamOpened_EarlierAttemptOfACancelledLeader_IsSentForItsFollower()
    {
        using SimulatedEngine s = new(
            "nameserver 192.0.2.1\nnameserver 192.0.2.2\noptions use-vc\n", configure: o => o.MaxCachedAnswers = 100);
        uint handle = RecordingFace.StartHost(s.Engine, new RecordingFace(), "name.test.");
        RecordingFace.StartHost(s.Engine, new RecordingFace(), "name.test.");
        for (int i = 0; i < 490 && s.Network.Opening.Count < 2; i++)
            s.Pass(TimeSpan.FromMilliseconds(10));
        Assert.Equal((2, 1), (s.Network.Opening.Count, s.Engine.Resolver.EarlierCount));
        s.Engine.Cancel(handle);
        s.Engine.Resolver.OnStreamOpened(s.Network.Opening.Dequeue(), s.Now);
        Assert.Single(s.Network.Sent);
    }

    // How many hundredths of a second it takes until a second server is asked.
    private static int StepsUntilNext(Func<SimulatedEngine, uint> start, bool cancels)
    {
        using SimulatedEngine s = new(
            "nameserver 192.0.2.1\nnameserver 192.0.2.2\n", configure: o => o.MaxCachedAnswers = 100);
        uint handle = start(s);
        RecordingFace.StartHost(s.Engine, new RecordingFace(), "name.test.");
        s.NextSent();
        for (int i = 0; i < 500; i++)
        {
            if (i == 30 && cancels)
                s.Engine.Cancel(handle);
            s.Pass(TimeSpan.FromMilliseconds(10));
            if (s.Network.Sent.Count > 0)
                return i;
        }
        return -1;
    }
}
