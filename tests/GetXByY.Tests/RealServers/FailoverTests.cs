using System.Net;
using System.Net.Sockets;
using GetXByY.Testing;

namespace GetXByY.Tests.RealServers;

/// <summary>Two servers, of which the first is dead or of no help.</summary>
public sealed class FailoverTests(SharedServer<UnboundServer> unbound, SharedServer<KnotServer> knot)
    : IClassFixture<SharedServer<UnboundServer>>, IClassFixture<SharedServer<KnotServer>>
{
    // Only unbound knows it.
    private const string Name = "redirected.test";
    private const string Address = "192.0.2.77";

    private static readonly TimeSpan s_shortAttempt = TimeSpan.FromMilliseconds(200);

    private IPEndPoint Good => unbound.Server.EndPoint;

    private IPEndPoint Refusing => knot.Server.EndPoint;

    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_FirstServerRefuses_AsksTheSecond()
    {
        await using var r = new ResolverUnderTest(Refusing, Good);
        Assert.Equal(Address, await r.AddressesAsync(Name, AddressFamily.InterNetwork));
    }

    // No attempt runs into its timeout of 30 s: the closed port tells at once.
    [Theory(Timeout = Hang.Guard)]
    [InlineData("")]
    [InlineData("options use-vc")]
    public async Task GetHostByName_FirstPortClosed_AsksTheSecondAtOnce(string option)
    {
        using var closed = new ClosedServer();
        await using var r = new ResolverUnderTest(option, ResolverUnderTest.LongAttempt, closed.EndPoint, Good);
        Assert.Equal(Address, await r.AddressesAsync(Name));
        Assert.Equal(ResolverUnderTest.Sorted(RealRecords.Big), await r.AddressesAsync("big.real.test"));
    }

    [Theory(Timeout = Hang.Guard)]
    [InlineData("")]
    [InlineData("options use-vc")]
    public async Task GetHostByName_FirstServerSilent_AsksTheSecondInTime(string option)
    {
        await using var silent = LoopbackNameServer.Start();
        silent.BehaveByDefault(ServerBehaviour.Silence);
        await using var r = new ResolverUnderTest($"options attempts:5\n{option}", s_shortAttempt, silent.EndPoint, Good);
        Assert.Equal(Address, await r.AddressesAsync(Name, AddressFamily.InterNetwork));
        Assert.NotEqual(0, silent.QueryCount);
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_FirstServerFails_AsksTheSecond()
    {
        await using var failing = LoopbackNameServer.Start();
        failing.BehaveByDefault(ServerBehaviour.Code(AnswerCode.ServerFailure));
        await using var r = new ResolverUnderTest(failing.EndPoint, Good);
        Assert.Equal(Address, await r.AddressesAsync(Name));
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_TruncatedByAServerWithoutTcp_AsksTheSecond()
    {
        await using var half = LoopbackNameServer.Start(new LoopbackNameServerOptions { RefuseTcp = true });
        half.BehaveByDefault(ServerBehaviour.Truncated);
        await using var r = new ResolverUnderTest(half.EndPoint, Good);
        Assert.Equal(ResolverUnderTest.Sorted(RealRecords.Big), await r.AddressesAsync("big.real.test"));
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByAddress_FirstPortClosed_AsksTheSecond()
    {
        using var closed = new ClosedServer();
        await using var r = new ResolverUnderTest(closed.EndPoint, Good);
        Assert.Equal("www.real.test", (await r.Resolver.GetHostByAddressAsync(IPAddress.Parse("192.0.2.1"))).Name);
    }

    // A server that says that there is no such name is believed.
    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_FirstServerSaysNo_DoesNotAskTheSecond()
    {
        await using var other = LoopbackNameServer.Start();
        other.Add("nowhere.real.test", "192.0.2.66");
        await using var r = new ResolverUnderTest(Good, other.EndPoint);
        Assert.Equal(LookupError.HostNotFound, await r.ErrorAsync("nowhere.real.test"));
        Assert.Equal(0, other.QueryCount);
    }

    [Fact(Timeout = Hang.Guard)]
    public async Task GetHostByName_NobodyHelps_TellsWhy()
    {
        using var closed = new ClosedServer();
        await using var dead = new ResolverUnderTest(closed.EndPoint);
        Assert.Equal(LookupError.TryAgain, await dead.ErrorAsync(Name));
        await using var refused = new ResolverUnderTest(Refusing);
        Assert.Equal(LookupError.NoRecovery, await refused.ErrorAsync(Name));
        // One that may be back tomorrow might know it.
        await using var both = new ResolverUnderTest(Refusing, closed.EndPoint);
        Assert.Equal(LookupError.TryAgain, await both.ErrorAsync(Name));
    }
}
