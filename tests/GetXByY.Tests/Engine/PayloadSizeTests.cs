using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>How long an answer over UDP may be (RFC 6891 section 6.2.5, RFC 9715): short enough for every ordinary network, and
/// when nobody has answered for the others too.</summary>
public sealed class PayloadSizeTests
{
    [Fact]
    public async Task HostByName_NobodyAnswers_AsksForShortAnswersInTheNextRound()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nnameserver 192.0.2.2\noptions timeout:1 attempts:2\n");
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "name.test.");
        List<(int Server, int Size)> asked = [];
        for (int i = 0; i < 4; i++)
        {
            SentMessage query = s.NextSent();
            asked.Add((query.Server, query.UdpPayloadSize));
            s.Pass(TimeSpan.FromSeconds(1.1));
        }
        Assert.Equal([(0, 1232), (1, 1232), (0, 512), (1, 512)], asked);
        Assert.Equal(LookupError.TryAgain, (await face.Posted).Error);
    }

    [Fact]
    public async Task HostByName_FragmentsAreLost_IsFoundOverTcp()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions timeout:1 attempts:2\n");
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "middle.test.");
        s.NextSent();
        s.Pass(TimeSpan.FromSeconds(1.1));
        s.Answer(s.NextSent(), r => r.Truncated());
        s.Engine.Resolver.OnStreamOpened(s.Network.Opening.Dequeue(), s.Now);
        SentMessage overTcp = s.NextSent();
        Assert.True(overTcp.OverTcp);
        s.Answer(overTcp, r => r.Address("192.0.2.7"));
        Assert.Equal("192.0.2.7", ((HostEntry)(await face.Posted).Entry).Addresses[0].ToString());
    }

    [Fact]
    public void HostByName_NextName_IsAskedForWithTheUsualSize()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions timeout:1 attempts:2\nsearch a.test b.test\n");
        RecordingFace.StartHost(s.Engine, new RecordingFace(), "name");
        s.NextSent();
        s.Pass(TimeSpan.FromSeconds(1.1));
        SentMessage again = s.NextSent();
        Assert.Equal(("name.a.test.", 512), (again.Name, again.UdpPayloadSize));
        s.Answer(again, rcode: 3);
        SentMessage next = s.NextSent();
        Assert.Equal(("name.b.test.", 1232), (next.Name, next.UdpPayloadSize));
    }
}
