using System.Net;
using GetXByY.Lookups;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>Names and addresses of the link (RFC 6762 sections 4 and 22.1): where nsswitch.conf gives them to multicast, which we
/// cannot ask, no server is asked for them.</summary>
public sealed class MulticastNameTests
{
    private const string Usual = "hosts: files mdns4_minimal [NOTFOUND=return] dns\n";

    [Theory]
    [InlineData("printer.local")]
    [InlineData("printer.LOCAL.")]
    [InlineData("a.printer.local")]
    public async Task HostByName_UnderLocal_IsNotAskedFor(string name)
    {
        using var s = new SimulatedEngine(nsSwitch: Usual);
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, name);
        s.Pump();
        Assert.Empty(s.Network.Sent);
        Assert.Equal(LookupError.HostNotFound, (await face.Posted).Error);
    }

    [Theory]
    [InlineData("169.254.1.2")]
    [InlineData("fe80::1")]
    public async Task HostByAddress_OfTheLink_IsNotAskedFor(string address)
    {
        using var s = new SimulatedEngine(nsSwitch: Usual);
        var face = new RecordingFace();
        s.Engine.Start(LookupRequest.HostByAddress(IPAddress.Parse(address).GetAddressBytes()), face, default);
        s.Pump();
        Assert.Empty(s.Network.Sent);
        Assert.Equal(LookupError.HostNotFound, (await face.Posted).Error);
    }

    [Theory]
    [InlineData(Usual, "www.test.")]
    [InlineData(Usual, "local.")]
    [InlineData(Usual, "xlocal.")]
    [InlineData("hosts: files mdns4_minimal dns\n", "printer.local.")]
    [InlineData("hosts: files dns\n", "printer.local.")]
    public void HostByName_OthersOrNotGivenToMulticast_AreAskedFor(string nsSwitch, string name)
    {
        using var s = new SimulatedEngine(nsSwitch: nsSwitch);
        RecordingFace.StartHost(s.Engine, new RecordingFace(), name);
        Assert.Equal(name, s.NextSent().Name);
    }

    [Theory]
    [InlineData(Usual, "169.253.1.2", "2.1.253.169.in-addr.arpa.")]
    [InlineData("hosts: files dns\n", "169.254.1.2", "2.1.254.169.in-addr.arpa.")]
    public void HostByAddress_OthersOrNotGivenToMulticast_AreAskedFor(string nsSwitch, string address, string name)
    {
        using var s = new SimulatedEngine(nsSwitch: nsSwitch);
        s.Engine.Start(
            LookupRequest.HostByAddress(IPAddress.Parse(address).GetAddressBytes()), new RecordingFace(), default);
        Assert.Equal(name, s.NextSent().Name);
    }
}
