using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>Capitals and small letters by chance in what is asked, by option (draft-vixie-dnsext-dns0x20).</summary>
public sealed class LetterCaseTests
{
    private const string Name = "a-name-of-many-letters-in-small-case.example.test.";

    private static RecordingFace Start(SimulatedEngine s, string name = Name)
    {
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, name);
        return face;
    }

    private static async Task<HostEntry> Found(RecordingFace face) => (HostEntry)(await face.Posted).Entry;

    [Fact]
    public void HostByName_MixedCase_IsAnotherMixtureEachTime()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions timeout:1 attempts:3\n", mixCase: true);
        Start(s);
        var seen = new HashSet<string>();
        for (int attempt = 0; attempt < 3; attempt++)
        {
            string name = s.NextSent().Name;
            Assert.Equal(Name, name, ignoreCase: true);
            Assert.Contains(name, char.IsAsciiLetterUpper);
            Assert.Contains(name, char.IsAsciiLetterLower);
            Assert.True(seen.Add(name));
            s.Pass(TimeSpan.FromSeconds(1.1));
        }
    }

    [Fact]
    public void HostByName_ByDefault_IsAskedAsItIs()
    {
        using var s = new SimulatedEngine();
        Start(s);
        Assert.Equal(Name, s.NextSent().Name);
    }

    [Fact]
    public async Task HostByName_MixedCaseInTheAnswer_IsNotShown()
    {
        using var s = new SimulatedEngine(mixCase: true);
        RecordingFace face = Start(s);
        // The alias' target ends in a pointer into the question, behind its first label.
        byte[] tail = [0xC0, (byte)(12 + Name.IndexOf('.') + 1)];
        s.Answer(s.NextSent(), r => r.AliasOf([3, (byte)'c', (byte)'d', (byte)'n', .. tail])
            .Address("192.0.2.1", "cdn.example.test"));
        HostEntry entry = await Found(face);
        Assert.Equal(("cdn.example.test", Name.TrimEnd('.')), (entry.Name, Assert.Single(entry.Aliases)));
    }

    [Fact]
    public async Task HostByName_OtherCase_IsDroppedAndTheTrueOneTaken()
    {
        using var s = new SimulatedEngine(mixCase: true);
        RecordingFace face = Start(s);
        SentMessage query = s.NextSent();
        s.Answer(query, r => r.Address("192.0.2.66").InSmallLetters());
        Assert.False(face.Posted.IsCompleted);
        s.Answer(query, r => r.Address("192.0.2.1"));
        Assert.Equal("192.0.2.1", (await Found(face)).Addresses[0].ToString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task HostByName_ErrorWithoutQuestion_IsDroppedAndTheTrueOneTaken(int rcode)
    {
        using var s = new SimulatedEngine(mixCase: true);
        RecordingFace face = Start(s);
        SentMessage query = s.NextSent();
        s.Receive(query.Channel, [query.Bytes[0], query.Bytes[1], 0x81, (byte)(0x80 | rcode), 0, 0, 0, 0, 0, 0, 0, 0]);
        Assert.Empty(s.Network.Sent);
        s.Answer(query, r => r.Address("192.0.2.1"));
        Assert.Equal("192.0.2.1", (await Found(face)).Addresses[0].ToString());
    }

    [Fact]
    public async Task HostByName_ServerThatChangesTheCase_IsAskedOverTcpOnceThenInSmallLetters()
    {
        using var s = new SimulatedEngine(mixCase: true);
        RecordingFace face = Start(s);
        s.Answer(s.NextSent(), r => r.Address("192.0.2.66").InSmallLetters());
        s.Pass(TimeSpan.FromMilliseconds(300));
        s.Engine.Resolver.OnStreamOpened(s.Network.Opening.Dequeue(), s.Now);
        s.Answer(s.NextSent(), r => r.Address("192.0.2.1").InSmallLetters());
        Assert.Equal("192.0.2.1", (await Found(face)).Addresses[0].ToString());

        RecordingFace next = Start(s);
        SentMessage query = s.NextSent();
        Assert.Equal((Name, false), (query.Name, query.OverTcp));
        s.Answer(query, r => r.Address("192.0.2.2"));
        Assert.True((await next.Posted).IsSuccess);

        s.Time.Advance(TimeSpan.FromMinutes(16));
        Start(s);
        Assert.NotEqual(Name, s.NextSent().Name);
    }

    [Fact]
    public async Task HostByName_ServerThatChangesTheCaseWithoutTcp_IsBelievedAsItIs()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions attempts:1\n", mixCase: true);
        RecordingFace face = Start(s);
        s.Answer(s.NextSent(), r => r.Address("192.0.2.66").InSmallLetters());
        s.Pass(TimeSpan.FromMilliseconds(300));
        s.Engine.Resolver.OnChannelFailed(s.Network.Opening.Dequeue(), s.Now);
        SentMessage query = s.NextSent();
        Assert.Equal((Name, false), (query.Name, query.OverTcp));
        s.Answer(query, r => r.Address("192.0.2.1"));
        Assert.Equal("192.0.2.1", (await Found(face)).Addresses[0].ToString());
    }

    [Fact]
    public async Task HostByName_LyingTwiceAndTcpSilent_EndsInTime()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions timeout:1 attempts:1\n", mixCase: true);
        RecordingFace face = Start(s);
        s.Answer(s.NextSent(), r => r.Address("192.0.2.66").InSmallLetters());
        s.Pass(TimeSpan.FromSeconds(1.1));
        Assert.Equal(LookupError.TryAgain, (await face.Posted).Error);
        Assert.Equal(0, s.Network.OpenCount);
    }
}
