using GetXByY.Dns.Resolution;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>An attempt whose question is sent again in another form, or later, does not tell how long its server
/// takes.</summary>
public sealed class ResentAttemptTests
{
    // What every server takes to answer.
    private const int Usual = 300;

    private static Server ServerOf(SimulatedEngine s) => s.Engine.Resolver.Servers[0];

    private static RecordingFace Start(SimulatedEngine s, string name)
    {
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, name);
        return face;
    }

    private static void Pass(SimulatedEngine s, int milliseconds) => s.Pass(TimeSpan.FromMilliseconds(milliseconds));

    private static SentMessage TakeLate(SimulatedEngine s)
    {
        SentMessage query = s.NextSent();
        Pass(s, Usual);
        return query;
    }

    private static async Task AnswerLate(SimulatedEngine s, RecordingFace face)
    {
        SentMessage query = TakeLate(s);
        s.Answer(query, r => query.Option(10) is null ? r.Address("192.0.2.9") : r.Address("192.0.2.9").Opt(0));
        Assert.True((await face.Posted).IsSuccess);
        Assert.InRange(ServerOf(s).RoundTrip.Smoothed, (uint)Usual - 10, (uint)Usual + 10);
    }

    [Fact]
    public async Task HostByName_AskedAgainWithoutEdns_MeasuresEachAnswerOnce()
    {
        using var s = new SimulatedEngine();
        RecordingFace face = Start(s, "one.test.");
        s.Answer(TakeLate(s), rcode: 1);
        await AnswerLate(s, face);
        await AnswerLate(s, Start(s, "two.test."));
    }

    [Fact]
    public async Task HostByName_AskedAgainWithAnotherCookie_MeasuresEachAnswerOnce()
    {
        using var s = new SimulatedEngine();
        RecordingFace face = Start(s, "one.test.");
        SentMessage query = TakeLate(s);
        s.Answer(query, r => r.WithCookie(query, [1, 2, 3, 4, 5, 6, 7, 8], upperRcode: 1), rcode: 7);
        query = TakeLate(s);
        s.Answer(query, r => r.Address("192.0.2.9").WithCookie(query, [1, 2, 3, 4, 5, 6, 7, 8]));
        Assert.True((await face.Posted).IsSuccess);
        Assert.InRange(ServerOf(s).RoundTrip.Smoothed, (uint)Usual - 10, (uint)Usual + 10);
    }

    [Fact]
    public async Task HostByName_BackFromAConnectionThatFailed_MeasuresNothing()
    {
        using var s = new SimulatedEngine();
        RecordingFace face = Start(s, "one.test.");
        // Doubtful, so it does not count.
        s.Answer(TakeLate(s), r => r.Address("192.0.2.66").Opt(0, (10, [])));
        Pass(s, 1000);
        s.Engine.Resolver.OnChannelFailed(s.Network.Opening.Dequeue(), s.Now);
        SentMessage again = TakeLate(s);
        s.Answer(again, r => r.Address("192.0.2.9").Opt(0, (10, [])));
        Assert.True((await face.Posted).IsSuccess);
        Assert.True(ServerOf(s).RoundTrip.IsUnknown);
    }

    [Fact]
    public async Task HostByName_NoRoomAtFirst_MeasuresNothing()
    {
        using var s = new SimulatedEngine();
        RecordingFace face = Start(s, "one.test.");
        s.Network.Outcome = SendOutcome.Full;
        Pass(s, 700);
        s.Network.Outcome = SendOutcome.Sent;
        Pass(s, 20);
        SentMessage query = TakeLate(s);
        s.Answer(query, r => r.Address("192.0.2.9"));
        Assert.True((await face.Posted).IsSuccess);
        Assert.True(ServerOf(s).RoundTrip.IsUnknown);
        await AnswerLate(s, Start(s, "two.test."));
    }

    [Fact]
    public async Task HostByName_AskedAgainWithoutEdns_IsLeftTheTimeOfAnAnswer()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nnameserver 192.0.2.2\n", hedging: 0);
        for (int i = 0; i < 40; i++)
            await AnswerLate(s, Start(s, $"warm{i}.test."));
        RecordingFace face = Start(s, "one.test.");
        s.Answer(TakeLate(s), rcode: 1);
        await AnswerLate(s, face);
        Assert.Empty(s.Network.Sent);
        Assert.Equal(0, ServerOf(s).Counts.TimedOut);
    }

    [Fact]
    public async Task HostByName_AskedAgainWithoutEdnsAndSilentThen_GoesOn()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nnameserver 192.0.2.2\n", hedging: 0);
        for (int i = 0; i < 40; i++)
            await AnswerLate(s, Start(s, $"warm{i}.test."));
        Start(s, "one.test.");
        s.Answer(TakeLate(s), rcode: 1);
        s.NextSent();
        Pass(s, 2 * Usual);
        Assert.Equal(1, s.NextSent().Server);
        Assert.Equal(1, ServerOf(s).Counts.TimedOut);
    }
}
