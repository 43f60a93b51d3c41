using System.Net;
using System.Net.Sockets;
using GetXByY.Databases;
using GetXByY.Dns.Resolution;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>Changes of the configuration while look-ups are in flight.</summary>
public sealed class ReloadTests
{
    private static async Task<IPAddress> Found(RecordingFace face) =>
        ((HostEntry)(await face.Posted).Entry).Addresses[0];

    private static RecordingFace Start(SimulatedEngine s, string name)
    {
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, name);
        return face;
    }

    [Fact]
    public async Task Change_Servers_NewLookupsAskTheNewOneAndOldOnesEndOnTheOld()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\n");
        RecordingFace old = Start(s, "old.test");
        SentMessage first = s.NextSent();

        s.Change(resolvConf: "nameserver 192.0.2.2\n");
        RecordingFace fresh = Start(s, "new.test");
        SentMessage second = s.NextSent();

        Assert.Equal((0, 1), (first.Server, second.Server));
        Assert.NotEqual(first.Channel, second.Channel);
        s.Answer(first, r => r.Address("192.0.2.10"));
        s.Answer(second, r => r.Address("192.0.2.20"));
        Assert.Equal(IPAddress.Parse("192.0.2.10"), await Found(old));
        Assert.Equal(IPAddress.Parse("192.0.2.20"), await Found(fresh));
    }

    [Fact]
    public async Task Change_OldServerIsSilent_ItsLookupStillEndsByItsOwnTimeouts()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions timeout:1 attempts:1\n");
        RecordingFace old = Start(s, "old.test.");
        s.NextSent();
        s.Change(resolvConf: "nameserver 192.0.2.2\noptions timeout:30\n");

        s.Pass(TimeSpan.FromMilliseconds(900));
        Assert.False(old.Posted.IsCompleted);
        s.Pass(TimeSpan.FromMilliseconds(200));

        Assert.Equal(LookupError.TryAgain, (await old.Posted).Error);
        s.Pump();
        Assert.Equal((0, 1), (s.Engine.Resolvers.Count - 1, s.Engine.Resolvers.Count));
    }

    [Fact]
    public async Task Change_LastOldLookupEnds_ItsSocketsAreClosedAndItsResolverForgotten()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\n");
        // Two on each of several sockets: those that were shared stay open for a while.
        RecordingFace[] faces = [.. Enumerable.Range(0, 200).Select(i => Start(s, $"n{i}.test"))];
        s.Pump();
        s.Change(resolvConf: "nameserver 192.0.2.2\n");
        s.Pump();
        Assert.Equal(2, s.Engine.Resolvers.Count);

        while (s.Network.Sent.TryDequeue(out SentMessage? query))
            s.Answer(query, r => r.Address("192.0.2.10"));
        foreach (RecordingFace face in faces)
            await face.Posted;
        s.Pump();

        Assert.Equal((1, 0), (s.Engine.Resolvers.Count, s.Network.OpenCount));
        Assert.NotNull(Start(s, "new.test"));
        Assert.Equal(1, s.NextSent().Server);
    }

    [Fact]
    public async Task Change_HostsFile_NewNamesAreFoundAndTheResolverStays()
    {
        using var s = new SimulatedEngine(hosts: "192.0.2.10 one.test\n");
        StubResolver resolver = s.Engine.Resolver;
        s.Change(hosts: "192.0.2.20 two.test\n");

        RecordingFace face = Start(s, "two.test");
        s.Pump();

        Assert.Equal(IPAddress.Parse("192.0.2.20"), await Found(face));
        Assert.Same(resolver, s.Engine.Resolver);
        Assert.Equal(1, s.Engine.Resolvers.Count);
        Start(s, "one.test");
        Assert.Equal("one.test.", s.NextSent().Name);
    }

    [Fact]
    public void Change_SearchList_LookupsInFlightGoOnWithTheOldOne()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nsearch a.test b.test\n");
        Start(s, "host");
        SentMessage first = s.NextSent();
        s.Change(resolvConf: "nameserver 192.0.2.1\nsearch c.test\n");
        Start(s, "host");
        Assert.Equal("host.c.test.", s.NextSent().Name);

        s.Answer(first, rcode: 3);

        Assert.Equal("host.b.test.", s.NextSent().Name);
        Assert.Equal(1, s.Engine.Resolvers.Count);
    }

    [Fact]
    public async Task Change_SourcesOrder_LookupsInFlightGoOnWithTheOldOnes()
    {
        using var s = new SimulatedEngine(nsSwitch: "hosts: dns files\n", hosts: "192.0.2.10 host.test\n");
        RecordingFace face = Start(s, "host.test");
        SentMessage query = s.NextSent();
        s.Change(nsSwitch: "hosts: dns\n", hosts: "");

        s.Answer(query, rcode: 3);

        Assert.Equal(IPAddress.Parse("192.0.2.10"), await Found(face));
    }

    [Fact]
    public async Task Change_CancelOfAnOldLookup_FreesItAndItsGeneration()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\n");
        var face = new RecordingFace();
        uint handle = RecordingFace.StartHost(s.Engine, face, "old.test", AddressFamily.Unspecified);
        s.Pump();
        s.Change(resolvConf: "nameserver 192.0.2.2\n");
        s.Pump();

        Assert.Equal(CancelOutcome.CancelledInFlight, s.Engine.Cancel(handle));
        s.Pump();
        s.Pump();

        await face.Acknowledged;
        Assert.Equal((0, 0, 1), (s.Engine.Counts.Rented, s.Network.OpenCount, s.Engine.Resolvers.Count));
    }

    [Fact]
    public async Task Change_ManyTimesWithLookupsInFlight_TheNewestComesWhenThereIsAPlace()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\n");
        List<SentMessage> sent = [];
        List<RecordingFace> faces = [];
        for (int i = 1; i <= 3 * HostsDatabase.MaxGenerations; i++)
        {
            s.Change(resolvConf: $"nameserver 192.0.2.{i}\n");
            faces.Add(Start(s, $"n{i}.test"));
            sent.Add(s.NextSent());
        }
        Assert.Equal(HostsDatabase.MaxGenerations, s.Engine.Resolvers.Count);
        foreach (SentMessage query in sent)
            s.Answer(query, r => r.Address("192.0.2.10"));
        foreach (RecordingFace face in faces)
            Assert.Equal(IPAddress.Parse("192.0.2.10"), await Found(face));
        s.Pump();

        Start(s, "last.test");
        Assert.Equal(3 * HostsDatabase.MaxGenerations - 1, s.NextSent().Server);
        Assert.Equal(1, s.Engine.Resolvers.Count);
    }

    [Fact]
    public void Change_BackAndForth_ChannelNumbersAreUsedAgain()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\n");
        int highest = 0;
        for (int i = 0; i < 50; i++)
        {
            s.Change(resolvConf: $"nameserver 192.0.2.{2 - i % 2}\n");
            Start(s, "name.test");
            SentMessage query = s.NextSent();
            highest = Math.Max(highest, query.Channel);
            s.Answer(query, r => r.Address("192.0.2.10"));
            s.Pump();
        }
        Assert.InRange(highest, 0, 2 * Channels.CountFor(1) - 1);
    }

    [Fact]
    public async Task Change_Failure_EndsTheLookupsOfAllGenerations()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\n");
        RecordingFace old = Start(s, "old.test");
        s.Pump();
        s.Change(resolvConf: "nameserver 192.0.2.2\n");
        RecordingFace fresh = Start(s, "new.test");
        s.Pump();

        s.Engine.Fail(new InvalidOperationException("wanted"));
        s.Engine.TryClose(s.Now, cancels: false);

        Assert.Equal(LookupError.NetworkDown, (await old.Posted).Error);
        Assert.Equal(LookupError.NetworkDown, (await fresh.Posted).Error);
    }

    [Fact]
    public void SingleRequest_Aaaa_IsAskedForWhenAIsAnswered()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions single-request\n");
        RecordingFace.StartHost(s.Engine, new RecordingFace(), "host.test", AddressFamily.Unspecified);
        SentMessage first = s.NextSent();
        Assert.Equal(1, first.Type);
        Assert.Empty(s.Network.Sent);

        s.Answer(first, rcode: 0);

        Assert.Equal(28, s.NextSent().Type);
    }

    [Fact]
    public async Task SingleRequest_SilenceForA_IsTheEnd()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions single-request timeout:1 attempts:1\n");
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "host.test.", AddressFamily.Unspecified);
        s.NextSent();
        s.Pass(TimeSpan.FromMilliseconds(1100));

        Assert.Equal(LookupError.TryAgain, (await face.Posted).Error);
        Assert.Empty(s.Network.Sent);
    }
}
