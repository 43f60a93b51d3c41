using System.Net;
using System.Net.Sockets;
using GetXByY.Dns.Resolution;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>Host look-ups through the real engine over a virtual network.</summary>
public sealed class HostLookupTests
{
    private static async Task<HostEntry> Found(RecordingFace face) => (HostEntry)(await face.Posted).Entry;

    [Fact]
    public async Task HostByName_OneAddress_IsFound()
    {
        using var s = new SimulatedEngine();
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "www.example.test");
        SentMessage query = s.NextSent();
        Assert.Equal(("www.example.test.", (ushort)1, true), (query.Name, query.Type, query.HasEdns));
        s.Answer(query, r => r.Address("192.0.2.7"));
        HostEntry entry = await Found(face);
        Assert.Equal("www.example.test", entry.Name);
        Assert.Equal([IPAddress.Parse("192.0.2.7")], entry.Addresses);
        Assert.Equal(0, s.Network.OpenCount);
        Assert.Equal(0, s.Engine.Resolver.Outstanding);
    }

    [Fact]
    public async Task HostByName_BothFamilies_AreAskedAtOnceAndMerged()
    {
        using var s = new SimulatedEngine();
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "both.test", AddressFamily.Unspecified);
        SentMessage a = s.NextSent(), aaaa = s.NextSent();
        Assert.Equal((1, 28), (a.Type, aaaa.Type));
        Assert.NotEqual(a.Channel, aaaa.Channel);
        s.Answer(aaaa, r => r.Alias("both.test", "six.test").Address("2001:db8::1", "six.test"));
        Assert.False(face.Posted.IsCompleted);
        s.Answer(a, r => r.Alias("both.test", "six.test").Address("192.0.2.1", "six.test"));
        HostEntry entry = await Found(face);
        Assert.Equal("six.test", entry.Name);
        Assert.Equal(["both.test"], entry.Aliases);
        Assert.Equal(["192.0.2.1", "2001:db8::1"], entry.Addresses.Select(x => x.ToString()));
    }

    [Fact]
    public async Task HostByName_OneFamilyAnsweredTheOtherSilent_SucceedsAfterOneAttempt()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions timeout:2 attempts:3\n");
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "half.test", AddressFamily.Unspecified);
        s.Answer(s.NextSent(), r => r.Address("192.0.2.1"));
        s.Pass(TimeSpan.FromSeconds(2.1));
        Assert.Equal(["192.0.2.1"], (await Found(face)).Addresses.Select(x => x.ToString()));
    }

    [Theory]
    [InlineData(3, LookupError.HostNotFound)]
    [InlineData(2, LookupError.TryAgain)]
    [InlineData(5, LookupError.NoRecovery)]
    [InlineData(9, LookupError.NoRecovery)]
    [InlineData(0, LookupError.NoData)]
    public async Task HostByName_ResponseCode_BecomesTheError(int rcode, LookupError error)
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nsearch .\n");
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "name.test.");
        s.Answer(s.NextSent(), rcode: rcode);
        Assert.Equal(error, (await face.Posted).Error);
        Assert.Empty(s.Network.Sent);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task HostByName_ServerWithoutEdns_IsAskedAgainWithoutIt(int rcode)
    {
        using var s = new SimulatedEngine();
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "old.test.");
        s.Answer(s.NextSent(), rcode: rcode);
        SentMessage second = s.NextSent();
        Assert.False(second.HasEdns);
        s.Answer(second, r => r.Address("192.0.2.9"));
        Assert.Single((await Found(face)).Addresses);
    }

    [Fact]
    public async Task HostByName_FailingServers_AreEachAskedOnce()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 192.0.2.3\n");
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "name.test.");
        for (int server = 0; server < 3; server++)
        {
            SentMessage query = s.NextSent();
            Assert.Equal(server, query.Server);
            s.Answer(query, rcode: server == 1 ? 2 : 5);
        }
        Assert.Equal(LookupError.TryAgain, (await face.Posted).Error);
        Assert.Empty(s.Network.Sent);
    }

    [Fact]
    public async Task HostByName_SilentServers_AreAskedInTurnUntilTheAttemptsAreUsedUp()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nnameserver 192.0.2.2\noptions timeout:1 attempts:2\n");
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "name.test.");
        var ids = new HashSet<(int, ushort)>();
        foreach (int server in (int[])[0, 1, 0, 1])
        {
            SentMessage query = s.NextSent();
            Assert.Equal(server, query.Server);
            Assert.True(ids.Add((query.Channel, query.Id)));
            s.Pass(TimeSpan.FromSeconds(0.9));
            Assert.Empty(s.Network.Sent);
            s.Pass(TimeSpan.FromSeconds(0.12));
        }
        Assert.Equal(LookupError.TryAgain, (await face.Posted).Error);
        Assert.Equal((0, 0), (s.Network.OpenCount, s.Engine.Resolver.Outstanding));
    }

    [Fact]
    public async Task HostByName_Rotate_BeginsWithTheNextServer()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nnameserver 192.0.2.2\noptions rotate\n");
        List<int> servers = [];
        for (int i = 0; i < 4; i++)
        {
            var face = new RecordingFace();
            RecordingFace.StartHost(s.Engine, face, $"n{i}.test.");
            SentMessage query = s.NextSent();
            servers.Add(query.Server);
            s.Answer(query, r => r.Address("192.0.2.1"));
            await face.Posted;
        }
        Assert.Equal([0, 1, 0, 1], servers);
    }

    [Fact]
    public async Task HostByName_PortUnreachable_AsksTheNextServerAtOnce()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nnameserver 192.0.2.2\n");
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "name.test.");
        s.Engine.Resolver.OnChannelFailed(s.NextSent().Channel, s.Now);
        SentMessage second = s.NextSent();
        Assert.Equal(1, second.Server);
        s.Engine.Resolver.OnChannelFailed(second.Channel, s.Now);
        s.Pump();
        Assert.Equal(LookupError.TryAgain, (await face.Posted).Error);
    }

    [Fact]
    public async Task HostByName_ForgedAnswers_AreDroppedAndTheTrueOneTaken()
    {
        using var s = new SimulatedEngine();
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "name.test.");
        SentMessage query = s.NextSent();
        s.Answer(query, r => r.Address("192.0.2.66").WithId(query.Id ^ 1));
        s.Answer(query, r => r.Address("192.0.2.66").WithOtherQuestion());
        s.Receive(query.Channel, []);
        s.Receive(query.Channel, query.Bytes);
        s.Receive(query.Channel, [.. new Reply(query).Bytes.AsSpan(0, 13)]);
        Assert.Equal(5, s.Engine.Resolver.Counts.Mismatched);
        Assert.False(face.Posted.IsCompleted);
        s.Answer(query, r => r.Address("192.0.2.1"));
        Assert.Equal(["192.0.2.1"], (await Found(face)).Addresses.Select(x => x.ToString()));
    }

    [Fact]
    public async Task HostByName_GarbledAnswer_AsksTheNextServer()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nnameserver 192.0.2.2\n");
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "name.test.");
        SentMessage query = s.NextSent();
        byte[] whole = new Reply(query).Address("192.0.2.1").Bytes;
        s.Receive(query.Channel, whole[..^3]);
        SentMessage second = s.NextSent();
        Assert.Equal(1, second.Server);
        s.Answer(second, r => r.Address("192.0.2.2"));
        Assert.Single((await Found(face)).Addresses);
    }

    [Fact]
    public async Task HostByName_SystemHasNoRoom_SendsInAMoment()
    {
        using var s = new SimulatedEngine();
        var face = new RecordingFace();
        s.Network.Outcome = SendOutcome.Full;
        RecordingFace.StartHost(s.Engine, face, "name.test.");
        s.Pump();
        Assert.Empty(s.Network.Sent);
        s.Network.Outcome = SendOutcome.Sent;
        s.Pass(TimeSpan.FromMilliseconds(30));
        s.Answer(s.NextSent(), r => r.Address("192.0.2.1"));
        Assert.Single((await Found(face)).Addresses);
        Assert.Equal(0, s.Engine.Resolver.Counts.TimedOut);
    }

    [Fact]
    public async Task HostByName_NoSocketToBeHad_FailsWithTryAgain()
    {
        using var s = new SimulatedEngine();
        var face = new RecordingFace();
        s.Network.MaxOpen = 0;
        RecordingFace.StartHost(s.Engine, face, "name.test.");
        s.Pump();
        Assert.Equal(LookupError.TryAgain, (await face.Posted).Error);
    }

    [Fact]
    public async Task HostByName_Deadline_EndsTheLookUp()
    {
        using var s = new SimulatedEngine();
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "slow.test.", timeout: 200);
        s.NextSent();
        s.Pass(TimeSpan.FromMilliseconds(190));
        Assert.False(face.Posted.IsCompleted);
        s.Pass(TimeSpan.FromMilliseconds(30));
        LookupResult<object> result = await face.Posted;
        Assert.Equal(LookupError.TryAgain, result.Error);
        Assert.Contains("deadline", result.Reason, StringComparison.Ordinal);
        Assert.Equal(0, s.Network.OpenCount);
    }

    [Fact]
    public async Task HostByName_DeadlineBehindMoreThanMayBeSent_EndsTheLookUp()
    {
        using var s = new SimulatedEngine(capacity: 32_768);
        for (int i = 0; i < 20_000; i++)
            RecordingFace.StartHost(s.Engine, new RecordingFace(), "silent.test");
        s.Pump();
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "hurry.test", timeout: 100);
        s.Pass(TimeSpan.FromMilliseconds(90));
        Assert.Equal(20_001, s.Engine.Resolver.Outstanding);
        s.Pass(TimeSpan.FromMilliseconds(20));
        Assert.Equal(20_000, s.Engine.Resolver.Outstanding);
        Assert.DoesNotContain(s.Network.Sent, m => m.Name == "hurry.test.");
        Assert.Contains("deadline", (await face.Posted).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HostByName_SearchList_IsTriedInOrder()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nsearch a.test b.test\noptions ndots:2\n");
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "www.x");
        foreach (string name in (string[])["www.x.a.test.", "www.x.b.test.", "www.x."])
        {
            SentMessage query = s.NextSent();
            Assert.Equal(name, query.Name);
            s.Answer(query, rcode: name == "www.x.b.test." ? 0 : 3);
        }
        Assert.Equal(LookupError.NoData, (await face.Posted).Error);
    }

    [Fact]
    public async Task HostByName_HugeSearchList_IsCutAndEnds()
    {
        string domains = string.Join(' ', Enumerable.Range(0, 400).Select(i => $"d{i}.test"));
        using var s = new SimulatedEngine($"nameserver 192.0.2.1\nsearch {domains}\n");
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "host");
        int asked = 0;
        for (s.Pump(); s.Network.Sent.TryDequeue(out SentMessage? query); s.Pump(), asked++)
            s.Answer(query, rcode: 3);
        Assert.Equal(LookupError.HostNotFound, (await face.Posted).Error);
        Assert.Equal(251, asked);
    }

    [Fact]
    public async Task HostByName_AskedAgainInOneAttempt_EndsWithTheAttempt()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions timeout:1 attempts:1\n");
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "name.test.");
        SentMessage query = s.NextSent();
        s.Pass(TimeSpan.FromMilliseconds(800));
        s.Answer(query, rcode: 1);
        Assert.False(s.NextSent().HasEdns);
        s.Pass(TimeSpan.FromMilliseconds(150));
        Assert.False(face.Posted.IsCompleted);
        s.Pass(TimeSpan.FromMilliseconds(100));
        Assert.Equal(LookupError.TryAgain, (await face.Posted).Error);
    }

    [Fact]
    public async Task HostByName_EnoughDots_TriesTheNameItselfFirst()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nsearch a.test\n");
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "www.x");
        s.Answer(s.NextSent(), rcode: 3);
        SentMessage second = s.NextSent();
        Assert.Equal("www.x.a.test.", second.Name);
        s.Answer(second, r => r.Address("192.0.2.1"));
        Assert.Equal("www.x.a.test", (await Found(face)).Name);
    }

    [Theory]
    [InlineData("127.1", "127.0.0.1")]
    [InlineData("0x7f.1", "127.0.0.1")]
    [InlineData("192.0.2.200", "192.0.2.200")]
    public async Task HostByName_AddressInText_GivesItselfWithoutAQuery(string text, string address)
    {
        using var s = new SimulatedEngine();
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, text);
        s.Pump();
        HostEntry entry = await Found(face);
        Assert.Equal((text, address), (entry.Name, entry.Addresses[0].ToString()));
        Assert.Empty(s.Network.Sent);
    }

    [Theory]
    [InlineData("::1", LookupError.NoData)]
    [InlineData("256.1.1.1", LookupError.NoData)]
    [InlineData("1.2.3.4.5", LookupError.NoData)]
    [InlineData("192.0.2.1.", LookupError.NoData)]
    [InlineData("fe80::1%nope", LookupError.HostNotFound)]
    [InlineData("[::1]:53", LookupError.HostNotFound)]
    [InlineData("x.invalid", LookupError.HostNotFound)]
    [InlineData("x.onion.", LookupError.HostNotFound)]
    [InlineData("a..b", LookupError.HostNotFound)]
    [InlineData("a\0b", LookupError.HostNotFound)]
    [InlineData("a b", LookupError.HostNotFound)]
    [InlineData(".", LookupError.HostNotFound)]
    public async Task HostByName_NothingToAsk_FailsWithoutAQuery(string text, LookupError error)
    {
        using var s = new SimulatedEngine();
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, text);
        s.Pump();
        Assert.Equal(error, (await face.Posted).Error);
        Assert.Empty(s.Network.Sent);
    }

    [Fact]
    public async Task HostByName_Localhost_NeverLeavesTheMachine()
    {
        using var s = new SimulatedEngine(nsSwitch: "hosts: dns\n");
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "a.LocalHost", AddressFamily.Unspecified);
        s.Pump();
        Assert.Equal(["127.0.0.1", "::1"], (await Found(face)).Addresses.Select(x => x.ToString()));
        Assert.Empty(s.Network.Sent);
    }

    [Fact]
    public async Task HostByName_InHostsFile_IsNotAsked()
    {
        using var s = new SimulatedEngine(hosts: "192.0.2.5 Box box.test\n");
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "BOX.test");
        s.Pump();
        HostEntry entry = await Found(face);
        Assert.Equal(("Box", "box.test"), (entry.Name, entry.Aliases[0]));
        Assert.Empty(s.Network.Sent);
    }

    [Fact]
    public async Task HostByName_DnsBeforeFiles_FallsBackToTheFile()
    {
        using var s = new SimulatedEngine(hosts: "192.0.2.5 box.test\n", nsSwitch: "hosts: dns files\n");
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "box.test.");
        s.Answer(s.NextSent(), rcode: 3);
        Assert.Equal("box.test", (await Found(face)).Name);
    }

    [Fact]
    public async Task HostByAddress_Pointer_GivesNamesAndTheAddress()
    {
        using var s = new SimulatedEngine();
        var face = new RecordingFace();
        s.Engine.Start(GetXByY.Lookups.LookupRequest.HostByAddress([192, 0, 2, 9]), face, default);
        SentMessage query = s.NextSent();
        Assert.Equal(("9.2.0.192.in-addr.arpa.", 12), (query.Name, query.Type));
        s.Answer(query, r => r.Pointer("host.test").Pointer("other.test"));
        HostEntry entry = await Found(face);
        Assert.Equal(("host.test", "other.test", "192.0.2.9"), (entry.Name, entry.Aliases[0], entry.Addresses[0].ToString()));
    }
}
