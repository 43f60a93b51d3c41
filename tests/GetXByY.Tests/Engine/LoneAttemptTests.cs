using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>Which attempts may be lost together with others, and which are sent alone: a network that loses what is not sent
/// alone costs each look-up one attempt, and its success never.</summary>
public sealed class LoneAttemptTests
{
    private const string OneServer = "nameserver 192.0.2.1\noptions timeout:1 attempts:3\n";
    private const string TwoServers = "nameserver 192.0.2.1\nnameserver 192.0.2.2\noptions timeout:1 attempts:1\n";
    private const int FormErr = 1;

    private static SentMessage Ask(SimulatedEngine s, RecordingFace face, string name = "name.test.")
    {
        RecordingFace.StartHost(s.Engine, face, name);
        return s.NextSent();
    }

    private static SentMessage SentAfter(SimulatedEngine s, int milliseconds)
    {
        s.Pass(TimeSpan.FromMilliseconds(milliseconds));
        return s.NextSent();
    }

    // A server answers, so it is known how long that takes.
    private static async Task Meet(SimulatedEngine s, string name = "known.test.")
    {
        var face = new RecordingFace();
        s.Answer(Ask(s, face, name), r => r.Address("192.0.2.9"));
        await face.Posted;
    }

    // Nothing is known of the server: that its answer is missing would be noticed late.
    [Fact]
    public void HostByName_ServerThatHasNeverAnswered_IsAskedAlone()
    {
        using var s = new SimulatedEngine(OneServer);
        Assert.True(Ask(s, new RecordingFace()).IsAlone);
    }

    [Theory]
    [InlineData(OneServer)]
    [InlineData(TwoServers)]
    public async Task HostByName_FirstAttemptIsLost_SendsTheOthersAlone(string configuration)
    {
        using var s = new SimulatedEngine(configuration);
        await Meet(s);
        var face = new RecordingFace();
        Assert.False(Ask(s, face).IsAlone);
        SentMessage second = SentAfter(s, 1100);
        Assert.True(second.IsAlone);
        Assert.Equal(0, s.Network.Losses);
        s.Answer(second, r => r.Address("192.0.2.9"));
        Assert.True((await face.Posted).IsSuccess);
    }

    [Fact]
    public async Task HostByName_HedgeIsSent_IsAlone()
    {
        using var s = new SimulatedEngine(TwoServers, hedging: 1);
        for (int i = 0; i < 20; i++)
            await Meet(s, $"known{i}.test.");
        var face = new RecordingFace();
        SentMessage first = Ask(s, face);
        SentMessage hedge = SentAfter(s, 20);
        Assert.Equal((false, true), (first.IsAlone, hedge.IsAlone));
    }

    [Fact]
    public async Task HostByName_OnlyAttempt_IsAlone()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions attempts:1\n");
        await Meet(s);
        Assert.True(Ask(s, new RecordingFace()).IsAlone);
    }

    [Fact]
    public async Task HostByName_AskedAgainInAnotherForm_IsAlone()
    {
        using var s = new SimulatedEngine(OneServer);
        await Meet(s);
        s.Answer(Ask(s, new RecordingFace()), rcode: FormErr);
        Assert.True(s.NextSent().IsAlone);
    }

    [Fact]
    public async Task HostByName_FirstAttemptIsLostAndTheSecondAnswered_TellsTheTransport()
    {
        using var s = new SimulatedEngine(OneServer);
        await Meet(s);
        var face = new RecordingFace();
        Ask(s, face);
        s.Answer(SentAfter(s, 300), r => r.Address("192.0.2.9"));
        Assert.True((await face.Posted).IsSuccess);
        Assert.Equal(1, s.Network.Losses);
    }

    // The second is lost, too, but it was alone.
    [Fact]
    public async Task HostByName_TwoAttemptsAreLost_TellsTheTransportOfTheFirst()
    {
        using var s = new SimulatedEngine(OneServer);
        await Meet(s);
        var face = new RecordingFace();
        Ask(s, face);
        SentAfter(s, 300);
        s.Answer(SentAfter(s, 600), r => r.Address("192.0.2.9"));
        Assert.True((await face.Posted).IsSuccess);
        Assert.Equal(1, s.Network.Losses);
    }

    [Fact]
    public async Task HostByName_FirstAttemptIsAnsweredLate_IsNoLoss()
    {
        using var s = new SimulatedEngine(OneServer);
        await Meet(s);
        var face = new RecordingFace();
        SentMessage first = Ask(s, face);
        SentAfter(s, 300);
        s.Answer(first, r => r.Address("192.0.2.9"));
        Assert.True((await face.Posted).IsSuccess);
        Assert.Equal(0, s.Network.Losses);
    }
}
