using GetXByY.Dns.Message;
using GetXByY.Tests.Dns.Message;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Cves;

// Classes "predictable id and port, off-path" and "cache poisoning".
public sealed partial class CveTests
{
    /// <summary>CVE-2008-1447, CVE-2020-25705, and the findings of 2026 in FreeBSD's libc and ldns: an answer whose address, id
    /// or question is not that of the query.</summary>
    [Fact]
    public async Task OffPath_WrongIdPortOrQuestion_IsDroppedAndTheTrueAnswerTaken()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nnameserver 192.0.2.2\n");
        RecordingFace face = new(), other = new();
        RecordingFace.StartHost(s.Engine, face, "name.test.");
        RecordingFace.StartHost(s.Engine, other, "other.test.");
        SentMessage query = s.NextSent(), otherQuery = s.NextSent();
        byte[] forged = new Reply(query).Address("192.0.2.66").Bytes;
        for (int bit = 0; bit < 16; bit++)
            s.Answer(query, r => r.Address("192.0.2.66").WithId(query.Id ^ (1 << bit)));
        s.Answer(query, r => r.Address("192.0.2.66").WithOtherQuestion());
        s.Receive(otherQuery.Channel, forged);
        Assert.False(face.Posted.IsCompleted || other.Posted.IsCompleted);
        Assert.InRange(s.Engine.Resolvers.Counts.Mismatched, 17, 18);
        s.Answer(query, r => r.Address("192.0.2.1"));
        Assert.Equal("192.0.2.1", ((HostEntry)(await face.Posted).Entry).Addresses[0].ToString());
    }

    /// <summary>CVE-2007-3152, CVE-2007-3153, CVE-2023-31147, CVE-2023-31124 (c-ares), CVE-2022-30295 (uClibc): ids that follow
    /// from one another, and the same id for each attempt.</summary>
    [Fact]
    public void OffPath_IdsOfAttempts_DoNotFollowFromOneAnother()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions timeout:1 attempts:5\n");
        var ids = new List<int>();
        for (int i = 0; i < 60; i++)
            RecordingFace.StartHost(s.Engine, new RecordingFace(), "name.test.");
        for (int attempt = 0; attempt < 3; attempt++)
        {
            s.Pump();
            while (s.Network.Sent.TryDequeue(out SentMessage? sent))
                ids.Add(sent.Id);
            s.Pass(TimeSpan.FromSeconds(1.1));
        }
        Assert.InRange(ids.Count, 120, 200);
        // Among some 180 of 65,536 values at most a few are equal by chance, and no step is common.
        Assert.InRange(ids.Distinct().Count(), ids.Count - 5, ids.Count);
        Assert.True(ids.Zip(ids.Skip(1), (a, b) => (b - a) & 0xFFFF).GroupBy(step => step).Max(g => g.Count()) <= 4);
    }

    /// <summary>CVE-2022-30698, CVE-2022-30699, CVE-2025-5994, CVE-2026-40622, CVE-2026-42960, CVE-2026-44690, CVE-2026-50252
    /// (unbound): records in an answer that nobody has asked for are believed.</summary>
    [Fact]
    public void CachePoisoning_RecordsOfOtherNames_AreNotTaken()
    {
        byte[] message = new Response("a.test", 1)
            .A("bank.test", "192.0.2.66")
            .CName("bank.test", "evil.test")
            .Answer(Wire.Name("bank.test"), 39, Wire.Name("evil.test"))
            .Answer(Wire.Name("a.test"), 1, [192, 0, 2, 66], rrclass: 3)
            .CName("a.test", "b.test")
            .A("b.test", "192.0.2.1")
            .A("a.test", "192.0.2.66")
            .A("x.b.test", "192.0.2.66")
            // Authority and additional section.
            .Record(Wire.Name("test"), 2, Wire.Name("ns.evil.test"))
            .Record(Wire.Name("b.test"), 1, [192, 0, 2, 66])
            .ToArray(nscount: 1, arcount: 1);
        Assert.Equal("b.test [a.test] [192.0.2.1] 300", Answer.Text(message, "a.test", RecordType.A));
    }
}
