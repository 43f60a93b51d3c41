using System.Net;
using GetXByY.Dns.Message;
using GetXByY.Testing;
using GetXByY.Tests.Dns.Message;
using GetXByY.Tests.RealServers;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Cves;

// Classes "denial of service" and "name hygiene".
public sealed partial class CveTests
{
    /// <summary>CVE-2023-32067 (c-ares): a datagram of no octets ends the query.</summary>
    [Fact]
    public async Task DenialOfService_EmptyDatagram_IsDropped()
    {
        await using LoopbackNameServer server = LoopbackNameServer.Start();
        server.Add("name.test", "192.0.2.1");
        server.Behave("name.test", ServerBehaviour.AllOf(ServerBehaviour.Raw(_ => [[], [0], []]), ServerBehaviour.Answer));
        await using var resolver = new ResolverUnderTest(server.EndPoint);
        Assert.Equal("192.0.2.1", await resolver.AddressesAsync("name.test", System.Net.Sockets.AddressFamily.InterNetwork));
    }

    /// <summary>CVE-2020-8277 (c-ares): an answer with very many records; CVE-2019-18934 (unbound) and its kin.</summary>
    [Fact]
    public void DenialOfService_ManyRecords_AreTakenToABound()
    {
        var response = new Response("a.test", 1);
        for (int i = 0; i < 4000; i++)
            response.Answer([0xC0, 12], 1, [10, 0, (byte)(i >> 8), (byte)i]);
        AnswerData data = Answer.Data(response.ToArray(), "a.test", RecordType.A);
        Assert.Equal(AnswerReader.MaxAddresses, data.Addresses.Count);
    }

    /// <summary>CVE-2014-8602 (unbound and others), CVE-2020-12662, CVE-2020-12663, CVE-2022-3204: delegations that lead to
    /// delegations. A stub follows none. CVE-2024-33655 (DNSBomb) is about servers, and we are none.</summary>
    [Fact]
    public async Task DenialOfService_Referral_IsNotFollowed()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\n");
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "name.test.");
        SentMessage query = s.NextSent();
        byte[] referral =
        [
            .. new Reply(query).Bytes,
            .. Wire.Hex("00 0002 0001 0000003c 0004 02 6e73 00"), // . NS ns.
            .. Wire.Hex("02 6e73 00 0001 0001 0000003c 0004 c0000242"), // ns. A 192.0.2.66
        ];
        (referral[2], referral[3], referral[9], referral[11]) = (0x81, 0x00, 1, 1); // neither AA nor RA
        s.Receive(query.Channel, referral);
        Assert.Equal(LookupError.TryAgain, (await face.Posted).Error);
        Assert.Empty(s.Network.Sent);
    }

    /// <summary>CVE-2021-3672 (c-ares): names in answers are handed on as they are.</summary>
    [Fact]
    public void NameHygiene_OctetsOfTrickyNames_AreEscaped()
    {
        byte[] message = new Response("a.test", 12)
            .Answer([0xC0, 12], 12, [.. Wire.Name("x\n\u001b[2J;'\"<script>\0\u00ff. "),])
            .Answer([0xC0, 12], 12, [3, (byte)'a', (byte)'.', (byte)'b', 0])
            .ToArray();
        AnswerData data = Answer.Data(message, "a.test", RecordType.PTR);
        Assert.Equal([@"x\010\027[2J;'""<script>\000\255.\032", @"a\.b"], data.PointerNames);
    }

    /// <summary>CVE-2024-24806 (libuv): a name is cut after 256 octets, and another one is asked for.</summary>
    [Fact]
    public async Task NameHygiene_TooLongName_IsRefusedNotCut()
    {
        using var s = new SimulatedEngine();
        string good = string.Join('.', Enumerable.Repeat(new string('a', 49), 5)) + ".a";
        foreach (string name in (string[])[good + new string('b', 10), good + ".evil.test", good + new string('c', 5000)])
        {
            var face = new RecordingFace();
            RecordingFace.StartHost(s.Engine, face, name);
            s.Pump();
            Assert.Equal(LookupError.HostNotFound, (await face.Posted).Error);
        }
        Assert.Empty(s.Network.Sent);
    }

    /// <summary>GLIBC-SA-2026-0002: a query for the name of an address has octets in it that nobody has written.</summary>
    [Fact]
    public void NameHygiene_QueryForAnAddress_HasNothingElseInIt()
    {
        Span<byte> name = stackalloc byte[255];
        Span<byte> query = stackalloc byte[QueryWriter.MaxLength];
        foreach (string address in (string[])["192.0.2.1", "2001:db8::1"])
        {
            var written = new HashSet<string>();
            foreach (byte dirt in (byte[])[0x00, 0xAA, 0xFF])
            {
                name.Fill(dirt);
                query.Fill(dirt);
                Assert.True(ReverseName.TryWrite(IPAddress.Parse(address).GetAddressBytes(), name, out int length));
                int end = QueryWriter.Write(query, 0x1234, name[..length], RecordType.PTR, edns: true);
                written.Add(Convert.ToHexString(query[..end]));
            }
            Assert.Single(written);
        }
    }
}
