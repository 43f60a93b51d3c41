using GetXByY.Testing;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Tasks;

/// <summary>The likeliest mistakes of those who begin: the message names each, and the error stays what it was.</summary>
public sealed class MistakeTests
{
    [Theory]
    [InlineData("https://www.example.com/", "it is a URL; give its host alone (Uri.IdnHost)")]
    [InlineData("tcp://redis:6379", "it is a URL")]
    [InlineData("www.example.com:443", "it is a host with a port; give the host alone (ConnectAsync takes the port by itself)")]
    [InlineData("127.0.0.1:80", "it is a host with a port")]
    [InlineData("[::1]:80", "it is a host with a port")]
    [InlineData("[::1]", "in brackets in a URL only")]
    [InlineData("fe80::1%nowhere9", "no network interface here has the name or number behind the % sign")]
    [InlineData("192.0.2.1%lo", "only an IPv6 address has a scope")]
    [InlineData("192.0.2.0/24", "it is a network with the length of its prefix")]
    [InlineData("2001:db8::/32", "it is a network with the length of its prefix")]
    [InlineData("www.example.com/index.html", "it has a path or a query behind the host")]
    [InlineData("www.example.com?x=1", "it has a path or a query behind the host")]
    [InlineData("www example.com", "there is white space or a control character in it")]
    [InlineData("www.example.com\n", "perhaps a line end; take it off (string.Trim)")]
    [InlineData("\"www.example.com\"", "there are quotation marks around it")]
    [InlineData("joe@example.com", "it is an e-mail address; give what stands behind the @ sign")]
    [InlineData("a.example.com,b.example.com", "it is a list; look up each of its names by itself")]
    [InlineData("*.example.com", "it is a wildcard")]
    [InlineData("www..example.com", "it begins with a dot, or has two in a row")]
    [InlineData(".example.com", "it begins with a dot, or has two in a row")]
    public async Task GetHostAddresses_NoName_NamesTheMistake(string text, string said)
    {
        await using var f = new NameResolverFixture();
        var e = await Assert.ThrowsAsync<LookupException>(async () => await f.Resolver.GetHostAddressesAsync(text));
        Assert.Equal(LookupError.HostNotFound, e.Error);
        Assert.Contains($"Could not look up host '{text}': ", e.Message);
        Assert.Contains(said, e.Message);
    }

    [Fact]
    public async Task GetHostAddresses_LongLabel_NamesTheMistake()
    {
        await using var f = new NameResolverFixture();
        var result = await f.Resolver.TryGetHostAddressesAsync($"{new string('a', 64)}.test");
        Assert.Contains("it has a label of more than 63 octets", result.Reason);
    }

    // DNS allows nearly anything in a name; what somebody has entered is found.
    [Theory]
    [InlineData("joe@example.com")]
    [InlineData("*.example.com")]
    [InlineData("a/24.example.com")]
    [InlineData("_http._tcp.example.com")]
    public async Task GetHostAddresses_OddNameThatIsThere_IsFound(string name)
    {
        await using var f = new NameResolverFixture();
        f.Server.Add(name, "192.0.2.1");
        Assert.Single(await f.Resolver.GetHostAddressesAsync(name));
    }

    [Theory]
    [InlineData("nobody.test")]
    [InlineData("_http._tcp.example.com")]
    [InlineData("xn--bcher-kva.example.com")]
    [InlineData("www.example.com.")]
    public async Task GetHostAddresses_OrdinaryNameThatIsNotThere_IsNoMistake(string name)
    {
        await using var f = new NameResolverFixture();
        var e = await Assert.ThrowsAsync<LookupException>(async () => await f.Resolver.GetHostAddressesAsync(name));
        Assert.Equal($"Could not look up host '{name}': there is no such name.", e.Message);
    }

    [Fact]
    public async Task Connect_Url_NamesTheMistake()
    {
        await using var f = new NameResolverFixture();
        var e = await Assert.ThrowsAsync<LookupException>(async () => await f.Resolver.ConnectAsync("http://www.example.com", 80));
        Assert.Contains("it is a URL", e.Message);
    }

    [Theory]
    [InlineData("nameserver 192.0.2.1\n", "no name server could be reached: nothing listens at its port", "NameResolverOptions.Servers")]
    [InlineData("", "no name server is configured", "resolv.conf (nameserver ADDRESS)")]
    public async Task HostByName_NobodyAtThePort_SaysWhatToSee(string resolvConf, string said, string where)
    {
        using var s = new SimulatedEngine($"{resolvConf}options attempts:1\n");
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "name.test.");
        s.Engine.Resolver.OnChannelFailed(s.NextSent().Channel, s.Now);
        s.Pump();
        LookupResult<object> result = await face.Posted;
        Assert.Equal(LookupError.TryAgain, result.Error);
        Assert.Contains(said, result.Reason);
        Assert.Contains(where, result.Reason);
    }

    [Fact]
    public async Task HostByName_NobodyAtThePortOfAServerThatHasAnswered_IsAnOrdinaryFailure()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions attempts:1\n");
        var first = new RecordingFace();
        RecordingFace.StartHost(s.Engine, first, "name.test.");
        s.Answer(s.NextSent(), r => r.Address("192.0.2.7"));
        await first.Posted;
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "other.test.");
        s.Engine.Resolver.OnChannelFailed(s.NextSent().Channel, s.Now);
        s.Pump();
        Assert.Contains("the name servers failed, or could not be reached", (await face.Posted).Reason);
    }

    [Fact]
    public async Task GetHostAddresses_ServerThatFails_IsNotCalledUnreachable()
    {
        await using var f = new NameResolverFixture();
        f.Server.BehaveByDefault(ServerBehaviour.Code(AnswerCode.ServerFailure));
        var e = await Assert.ThrowsAsync<LookupException>(async () => await f.Resolver.GetHostAddressesAsync("www.test"));
        Assert.Contains("the name servers failed", e.Message);
    }

    [Fact]
    public async Task GetHostAddresses_Disposed_SaysWhatToDo()
    {
        await using var f = new NameResolverFixture();
        await f.Resolver.DisposeAsync();
        var e = await Assert.ThrowsAsync<ObjectDisposedException>(async () => await f.Resolver.GetHostAddressesAsync("www.test"));
        Assert.Equal("GetXByY.NameResolver", e.ObjectName);
        Assert.Contains("make one for the whole program", e.Message);
    }

    [Fact]
    public async Task GetHostAddresses_Null_NamesTheParameter()
    {
        await using var f = new NameResolverFixture();
        await Assert.ThrowsAsync<ArgumentNullException>("name", async () => await f.Resolver.GetHostAddressesAsync(null!));
        await Assert.ThrowsAsync<ArgumentNullException>("host", async () => await f.Resolver.ConnectAsync(null!, 80));
        await Assert.ThrowsAsync<ArgumentNullException>("address", async () => await f.Resolver.GetHostByAddressAsync(null!));
    }
}
