using GetXByY.Dns.Resolution;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>A query whose second attempt comes to nothing goes on with the first, as if there had been no other.</summary>
public sealed class ResumedAttemptTests
{
    [Fact]
    public async Task HostByName_HedgeFailsBeforeItCouldBeSent_LeavesTheFirstAttemptAsItWas()
    {
        using var s = new SimulatedEngine(
            "nameserver 192.0.2.1\nnameserver 192.0.2.2\noptions attempts:1\n", hedging: 1);
        var known = new RecordingFace();
        RecordingFace.StartHost(s.Engine, known, "one.test.");
        SentMessage first = s.NextSent();
        s.Pass(TimeSpan.FromMilliseconds(20));
        s.Answer(first, r => r.Address("192.0.2.9"));
        await known.Posted;

        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "two.test.");
        SentMessage slow = s.NextSent();
        s.Network.Outcome = SendOutcome.Full;
        s.Pass(TimeSpan.FromMilliseconds(100));
        int hedge = Assert.Single(s.Network.OpenChannels, c => c != slow.Channel);
        s.Network.Outcome = SendOutcome.Sent;
        s.Engine.Resolver.OnChannelFailed(hedge, s.Now);
        s.Pass(TimeSpan.FromSeconds(1));
        Assert.Empty(s.Network.Sent);
        s.Answer(slow, r => r.Address("192.0.2.9"));
        Assert.Equal(0, s.Engine.Resolver.Outstanding);
        Assert.True((await face.Posted).IsSuccess);
    }
}
