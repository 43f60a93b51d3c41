using System.Net.Sockets;
using GetXByY.Configuration;
using GetXByY.Dns.Message;
using GetXByY.Testing;
using GetXByY.Tests.Configuration;
using GetXByY.Tests.Dns.Message;
using GetXByY.Tests.RealServers;

namespace GetXByY.Tests.Cves;

// Classes "parser out of bounds", "configuration parsing", "parsing loops".
public sealed partial class CveTests
{
    /// <summary>CVE-2016-5180 (c-ares): an escaped dot at the end of a name is written behind the buffer.</summary>
    [Fact]
    public void ParserOutOfBounds_NameWrittenIntoExactlyItsRoom_StaysThere()
    {
        byte[] escaped = new byte[18];
        Assert.True(DomainName.TryWrite("www.example.com\\.", escaped, out int needed));
        Assert.Equal((18, (byte)'.', 0), (needed, escaped[16], escaped[17]));
        Assert.False(DomainName.TryWrite("www.example.com\\.", escaped.AsSpan(0, 17), out _));
        for (int length = 1; length <= 300; length++)
        {
            string name = string.Concat(Enumerable.Range(1, length).Select(i => i % 60 == 0 ? '.' : 'a'));
            byte[] room = new byte[name.Length + 2];
            bool fits = DomainName.TryWrite(name, room, out int written);
            Assert.Equal(name.TrimEnd('.').Length + 2 <= 255, fits);
            Assert.False(DomainName.TryWrite(name, room.AsSpan(0, Math.Max(written - 1, 0)), out _));
        }
    }

    /// <summary>CVE-2015-7547 (glibc): long answers for A and AAAA at once; CVE-2023-4527 (glibc): a long one over TCP.</summary>
    [Fact]
    public async Task ParserOutOfBounds_LongAnswersForBothFamilies_AreRead()
    {
        await using LoopbackNameServer server = LoopbackNameServer.Start();
        server.Add("udp.test", "192.0.2.1", "2001:db8::1");
        server.Behave("udp.test", ServerBehaviour.Oversized(60_000));
        server.Add("tcp.test", "192.0.2.1", "2001:db8::1");
        server.Behave("tcp.test", ServerBehaviour.Truncated.OverTcp(ServerBehaviour.Oversized(65_000)));
        await using var resolver = new ResolverUnderTest(server.EndPoint);
        Assert.Equal("192.0.2.1 2001:db8::1", await resolver.AddressesAsync("udp.test"));
        Assert.Equal("192.0.2.1 2001:db8::1", await resolver.AddressesAsync("tcp.test"));
    }

    /// <summary>CVE-2017-1000381 (c-ares, NAPTR), CVE-2020-22217 (c-ares, SOA), CVE-2016-10195 (libevent): RDATA that is shorter
    /// than its type needs; CVE-2026-42944, CVE-2026-56416, CVE-2026-55973 (unbound).</summary>
    [Fact]
    public void ParserOutOfBounds_RdataOfAnyTypeCutAnywhere_IsPassedOverOrMalformed()
    {
        foreach (ushort type in (ushort[])[1, 2, 5, 6, 12, 16, 28, 33, 35, 39, 41, 43, 46, 257])
        {
            for (int length = 0; length < 20; length++)
            {
                byte[] message = new Response("a.test", 1).A("a.test", "192.0.2.1")
                    .Answer(Wire.Name("b.test"), type, new byte[length]).ToArray();
                Assert.Equal("a.test [] [192.0.2.1] 300", Answer.Text(message, "a.test", RecordType.A));
                byte[] own = new Response("a.test", type).Answer(Wire.Name("a.test"), type, new byte[length]).ToArray();
                if ((type, length) is (1, not 4) or (28, not 16) or (12, not 1))
                    Assert.Equal("Malformed", Answer.Text(own, "a.test", (RecordType)type));
            }
        }
    }

    /// <summary>CVE-2021-22918 (libuv): Punycode that ends in the middle.</summary>
    [Theory]
    [InlineData("xn--")]
    [InlineData("xn--a")]
    [InlineData("xn--\u00e4")]
    [InlineData("xn--99999999999999999999999999999999999999999999999999999999999")]
    [InlineData("\ud800.test")]
    public async Task ParserOutOfBounds_OddPunycode_IsANameOrNone(string name)
    {
        await using LoopbackNameServer server = LoopbackNameServer.Start();
        await using var resolver = new ResolverUnderTest(server.EndPoint);
        Assert.Equal(LookupError.HostNotFound, await resolver.ErrorAsync(name, AddressFamily.InterNetwork));
    }

    /// <summary>CVE-2022-4904 (c-ares, sortlist), CVE-2024-25629 (c-ares, a NUL at the beginning of a line), CVE-2023-31130
    /// (inet_net_pton).</summary>
    [Fact]
    public void ConfigurationParsing_LinesThatBrokeOthers_AreSkippedAlone()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write(
            $"sortlist {new string('1', 500)}.1.1.1/255.0.0.0\nsortlist 0::00:00:00/2 1.2.3.4/{new string('9', 80)}\n"
            + "\0\n\0nameserver 192.0.2.66\nnameserver ::ffff:255.255.255.255.255\nnameserver 192.0.2.1\n");
        var configuration = ResolverConfiguration.Load(new NameResolverOptions { ResolvConfPath = path, NsSwitchPath = "" });
        Assert.Equal(["192.0.2.1:53"], configuration.Servers.Select(server => server.ToString()));
        Assert.NotEmpty(configuration.Problems);
    }

    /// <summary>RUSTSEC-2018-0007 (trust-dns): a pointer to itself or forwards; the advisory of 2025 for FreeBSD's libc:
    /// expansion without bound; CVE-2024-8508, CVE-2026-44390 (unbound), RUSTSEC-2026-0119 (hickory): compression that costs
    /// more than it is long.</summary>
    [Fact]
    public void ParsingLoops_PointersThatGoRound_AreMalformed()
    {
        var response = new Response("a.test", 1);
        int place = response.Position;
        byte[] own = PointerTo(place);
        byte[] next = PointerTo(place + 12);
        foreach (byte[] owner in (byte[][])[own, next, [1, (byte)'x', .. own], [0xC0, 2]])
        {
            byte[] message = new Response("a.test", 1)
                .Answer(owner, 1, [192, 0, 2, 66]).A("a.test", "192.0.2.1").ToArray();
            Assert.Equal("a.test [] [192.0.2.1] 300", Answer.Text(message, "a.test", RecordType.A));
            byte[] alias = new Response("a.test", 1).Answer([0xC0, 12], 5, owner).ToArray();
            Assert.True(Answer.Text(alias, "a.test", RecordType.A) is "Malformed" or "NoData");
        }
        // A chain of pointers longer than any writer makes.
        var chain = new Response("a.test", 1);
        int previous = 12;
        for (int i = 0; i < 1000; i++)
        {
            int data = chain.Position + 12;
            chain.Answer(PointerTo(previous), 16, PointerTo(previous));
            previous = data;
        }
        chain.Answer(PointerTo(previous), 1, [192, 0, 2, 66]);
        Assert.Equal("NoData", Answer.Text(chain.ToArray(), "a.test", RecordType.A));
    }

    private static byte[] PointerTo(int offset) => [(byte)(0xC0 | (offset >> 8)), (byte)offset];

    /// <summary>CVE-2017-15908 (systemd-resolved): pseudo types in an answer; RUSTSEC-2026-0118 (hickory), CVE-2023-50387,
    /// CVE-2023-50868: records of DNSSEC that keep a validator busy. We validate nothing, and pass over them.</summary>
    [Fact]
    public void ParsingLoops_PseudoTypesAndProofs_ArePassedOver()
    {
        var response = new Response("a.test", 1);
        foreach (ushort type in (ushort[])[41, 46, 47, 48, 50, 249, 250, 251, 252, 253, 254, 255, 0, 65_535])
        {
            for (int i = 0; i < 50; i++)
                response.Answer([0xC0, 12], type, new byte[i]);
        }
        Assert.Equal(
            "a.test [] [192.0.2.1] 300",
            Answer.Text(response.A("a.test", "192.0.2.1").ToArray(), "a.test", RecordType.A));
    }

    /// <summary>CVE-2026-41292 (unbound): a list of EDNS options without end.</summary>
    [Fact]
    public void ParsingLoops_LongListOfOptions_IsReadToABound()
    {
        byte[] none = [0, 3, 0, 0];
        byte[] said = [0, 15, 0, 2, 0, 6];
        foreach (int before in (int[])[OptionReader.MaxOptions - 1, OptionReader.MaxOptions, 16_000])
        {
            byte[] options = [.. Enumerable.Repeat(none, before).SelectMany(o => o), .. said];
            byte[] message = new Response("a.test", 1).Record([0], 41, options).ToArray(arcount: 1);
            Assert.True(ResponseReader.TryRead(message, out ResponseReader response));
            Assert.Equal(before < OptionReader.MaxOptions, response.TryReadOption(OptionCode.ExtendedDnsError, out _));
        }
    }
}
