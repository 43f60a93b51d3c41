using System.Net.Sockets;
using System.Text;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>What a server says about its failure (RFC 8914) reaches the caller, and nothing else does.</summary>
public sealed class ExtendedErrorTests
{
    private const int Option = 15;

    private static RecordingFace Start(
        SimulatedEngine s, string name = "name.test.", AddressFamily family = AddressFamily.InterNetwork)
    {
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, name, family);
        return face;
    }

    private static (int, byte[]) Said(int code, string text) =>
        (Option, [(byte)(code >> 8), (byte)code, .. Encoding.UTF8.GetBytes(text)]);

    [Theory]
    [InlineData(2, 6, "signature has expired", "DNSSEC Bogus (6): signature has expired")]
    [InlineData(5, 18, "", "Prohibited (18)")]
    [InlineData(3, 15, "Bitte nicht stören", "Blocked (15): Bitte nicht stören")]
    [InlineData(0, 17, "x", "Filtered (17): x")]
    [InlineData(2, 4711, "new", "extended error 4711: new")]
    public async Task HostByName_ServerThatSaysWhy_IsQuoted(int rcode, int code, string text, string expected)
    {
        using var s = new SimulatedEngine();
        RecordingFace face = Start(s);
        s.Answer(s.NextSent(), r => r.Opt(0, Said(code, text)), rcode);
        LookupResult<object> result = await face.Posted;
        Assert.Equal((code, text), (result.ExtendedError!.InfoCode, result.ExtendedError.Text));
        Assert.EndsWith($"; the name server says: {expected}", result.Reason, StringComparison.Ordinal);
        var thrown = Assert.Throws<LookupException>(() => result.Entry);
        Assert.Same(result.ExtendedError, thrown.ExtendedError);
    }

    [Fact]
    public async Task HostByName_FoundInTheEnd_SaysNothing()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nnameserver 192.0.2.2\n");
        RecordingFace face = Start(s);
        s.Answer(s.NextSent(), r => r.Opt(0, Said(22, "lost")), rcode: 2);
        s.Answer(s.NextSent(), r => r.Address("192.0.2.1"));
        Assert.Null((await face.Posted).ExtendedError);
        // Nor does what follows under the same numbers.
        RecordingFace next = Start(s);
        s.Answer(s.NextSent(), rcode: 3);
        LookupResult<object> result = await next.Posted;
        Assert.Null(result.ExtendedError);
        Assert.DoesNotContain("says", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task HostByName_AnsweredInTheEnd_DoesNotQuoteAnotherServerAboutItsFailure(int rcode)
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nnameserver 192.0.2.2\n");
        RecordingFace face = Start(s);
        s.Answer(s.NextSent(), r => r.Opt(0, Said(22, "lost")), rcode: 2);
        s.Answer(s.NextSent(), rcode: rcode);
        Assert.Null((await face.Posted).ExtendedError);
    }

    [Fact]
    public async Task HostByName_Cancelled_LeavesNothingForTheNext()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nnameserver 192.0.2.2\n", capacity: 1);
        var face = new RecordingFace();
        uint handle = RecordingFace.StartHost(s.Engine, face, "name.test.", AddressFamily.Unspecified);
        s.Answer(s.NextSent(), r => r.Opt(0, Said(22, "lost")), rcode: 3);
        s.Engine.Cancel(handle);
        s.Pump();
        s.Network.Sent.Clear();
        RecordingFace next = Start(s);
        s.Answer(s.NextSent(), rcode: 3);
        Assert.Null((await next.Posted).ExtendedError);
    }

    [Fact]
    public async Task HostByName_ServerThatSaysTooMuch_IsCutAndCleaned()
    {
        using var s = new SimulatedEngine();
        RecordingFace face = Start(s);
        string text = "a\u001b[31m\r\nb\u202Ec\u2028d\0" + new string('x', 5000);
        s.Answer(s.NextSent(), r => r.Opt(0, Said(0, text)), rcode: 2);
        string shown = (await face.Posted).ExtendedError!.Text;
        Assert.StartsWith("a?[31m??b?c?d?xxx", shown, StringComparison.Ordinal);
        Assert.Equal(200, shown.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    public async Task HostByName_OptionWithoutACode_IsPassedOver(string data)
    {
        using var s = new SimulatedEngine();
        RecordingFace face = Start(s);
        s.Answer(s.NextSent(), r => r.Opt(0, (Option, Convert.FromHexString(data))), rcode: 2);
        Assert.Null((await face.Posted).ExtendedError);
    }
}
