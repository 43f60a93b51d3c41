using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>Servers that do not understand EDNS (RFC 6891 section 7) are remembered, and tried again after a while.</summary>
public sealed class EdnsFallbackTests
{
    private static readonly TimeSpan s_memory = TimeSpan.FromMinutes(15);

    private static RecordingFace Start(SimulatedEngine s, string name)
    {
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, name);
        return face;
    }

    private static async Task FallBack(SimulatedEngine s, string name, int rcode = 1, int upperRcode = 0)
    {
        RecordingFace face = Start(s, name);
        SentMessage query = s.NextSent();
        Assert.True(query.HasEdns);
        s.Answer(query, r => upperRcode == 0 ? r : r.Opt(upperRcode), rcode);
        SentMessage plain = s.NextSent();
        Assert.False(plain.HasEdns);
        s.Answer(plain, r => r.Address("192.0.2.1"));
        Assert.True((await face.Posted).IsSuccess);
    }

    [Theory]
    [InlineData(1, 0)] // FORMERR
    [InlineData(4, 0)] // NOTIMP
    [InlineData(0, 1)] // BADVERS
    public async Task HostByName_ServerWithoutEdns_IsAskedTheNextTimeWithoutIt(int rcode, int upperRcode)
    {
        using var s = new SimulatedEngine();
        await FallBack(s, "one.test.", rcode, upperRcode);
        Start(s, "two.test.");
        Assert.False(s.NextSent().HasEdns);
    }

    [Fact]
    public async Task HostByName_ServerWithoutEdnsAWhileAgo_IsAskedWithItAgain()
    {
        using var s = new SimulatedEngine();
        await FallBack(s, "one.test.");
        s.Time.Advance(s_memory - TimeSpan.FromSeconds(1));
        RecordingFace still = Start(s, "two.test.");
        SentMessage query = s.NextSent();
        Assert.False(query.HasEdns);
        // An answer to that tells nothing new: it must not make the memory last for ever.
        s.Time.Advance(TimeSpan.FromSeconds(1));
        s.Answer(query, r => r.Address("192.0.2.1"));
        await still.Posted;
        await FallBack(s, "three.test.");
    }

    [Fact]
    public async Task HostByName_ServerThatMindsOneQueryAlone_KeepsEdns()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions attempts:1\n");
        RecordingFace face = Start(s, "odd.test.");
        s.Answer(s.NextSent(), rcode: 1);
        s.Answer(s.NextSent(), rcode: 1);
        Assert.Equal(LookupError.NoRecovery, (await face.Posted).Error);
        Start(s, "two.test.");
        Assert.True(s.NextSent().HasEdns);
    }

    [Fact]
    public async Task HostByName_OneServerWithoutEdns_LeavesItToTheOther()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nnameserver 192.0.2.2\n");
        await FallBack(s, "one.test.");
        Start(s, "two.test.");
        SentMessage query = s.NextSent();
        Assert.Equal((0, false), (query.Server, query.HasEdns));
        s.Answer(query, rcode: 2);
        query = s.NextSent();
        Assert.Equal((1, true), (query.Server, query.HasEdns));
    }
}
