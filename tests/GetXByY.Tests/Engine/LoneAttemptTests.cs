using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>Which attempts may be lost together with others, and which are sent alone: a network that loses what is not sent
/// alone costs each look-up one attempt, and its success never.</summary>
public sealed class LoneAttemptTests
{
    private const string OneServer = "nameserver 192.0.2.1\noptions timeout:1 attempts:3\n";
    private const string TwoServers = "nameserver 192.0.2.1\nnameserver 192.0.2.2\noptions timeout:1 attempts:1\n";
    private const int FormErr = 1;

    private const string Name = "name.test.";

    // Beside so many others, which nobody answers.
    private static SentMessage Ask(SimulatedEngine s, RecordingFace face, int others = 300)
    {
        RecordingFace.StartHost(s.Engine, face, Name);
        for (int i = 0; i < others; i++)
            RecordingFace.StartHost(s.Engine, new RecordingFace(), $"other{i}.test.");
        s.Pump();
        return Take(s) ?? throw new InvalidOperationException("It was not sent.");
    }

    private static SentMessage? Take(SimulatedEngine s)
    {
        SentMessage? sent = s.Network.Sent.FirstOrDefault(m => m.Name == Name);
        s.Network.Sent.Clear();
        return sent;
    }

    private static SentMessage AskedNext(SimulatedEngine s)
    {
        for (int i = 0; i < 500; i++)
        {
            s.Pass(TimeSpan.FromMilliseconds(10));
            if (Take(s) is { } sent)
                return sent;
        }
        throw new InvalidOperationException("It was not sent again.");
    }

    // A server answers, so it is known how long that takes.
    private static async Task Meet(SimulatedEngine s, string name = "known.test.")
    {
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, name);
        s.Answer(s.NextSent(), r => r.Address("192.0.2.9"));
        await face.Posted;
    }

    // Nothing is known of the server: that its answer is missing would be noticed late.
    [Fact]
    public void HostByName_ServerThatHasNeverAnswered_IsAskedAlone()
    {
        using var s = new SimulatedEngine(OneServer);
        Assert.True(Ask(s, new RecordingFace()).IsAlone);
    }

    // All would go back and forth in one heap.
    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    public async Task HostByName_FewOthers_IsAskedAlone(int others)
    {
        using var s = new SimulatedEngine(OneServer);
        await Meet(s);
        Assert.True(Ask(s, new RecordingFace(), others).IsAlone);
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
        SentMessage second = AskedNext(s);
        Assert.True(second.IsAlone);
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
        SentMessage hedge = AskedNext(s);
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
        SentMessage again = AskedNext(s);
        Assert.Equal((true, false), (again.IsAlone, again.HasEdns));
    }
}
