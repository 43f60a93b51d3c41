using System.Net;
using GetXByY.Configuration;
using GetXByY.Databases;
using GetXByY.Lookups;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>What the machine knows of itself: the pump does not ask the system for it.</summary>
public sealed class OwnHostTests
{
    [Fact]
    public async Task HostByAddress_OwnOfTheMachine_IsThatOfTheTablesAndAsksNobody()
    {
        var environment = new ResolverEnvironment(HostName: "box.test");
        using var s = new SimulatedEngine(nsSwitch: "hosts: myhostname dns\n", environment: environment);
        s.Engine.Tables = s.Engine.Tables with { Own = new OwnAddresses([IPAddress.Parse("192.0.2.5")], [], []) };
        RecordingFace own = new(), name = new(), other = new();
        s.Engine.Start(LookupRequest.HostByAddress([192, 0, 2, 5]), own, default);
        RecordingFace.StartHost(s.Engine, name, "box.test");
        s.Engine.Start(LookupRequest.HostByAddress([192, 0, 2, 6]), other, default);
        s.Pump();
        Assert.Equal("box.test", ((HostEntry)(await own.Posted).Entry).Name);
        Assert.Equal("192.0.2.5", ((HostEntry)(await name.Posted).Entry).Addresses[0].ToString());
        Assert.Equal("6.2.0.192.in-addr.arpa.", s.NextSent().Name);
        Assert.Empty(s.Network.Sent);
    }

    [Fact]
    public async Task HostByName_OwnAddressesChange_AreTheNewOnesFromThenOn()
    {
        var environment = new ResolverEnvironment(HostName: "box.test");
        using var s = new SimulatedEngine(nsSwitch: "hosts: myhostname\n", environment: environment);
        foreach (string address in (string[])["192.0.2.5", "192.0.2.6"])
        {
            s.Engine.Tables = s.Engine.Tables with { Own = new OwnAddresses([IPAddress.Parse(address)], [], []) };
            var face = new RecordingFace();
            RecordingFace.StartHost(s.Engine, face, "box.test");
            s.Pump();
            Assert.Equal(address, ((HostEntry)(await face.Posted).Entry).Addresses[0].ToString());
        }
        // The servers are asked as before.
        Assert.Equal(1, s.Engine.Resolvers.Count);
    }
}
