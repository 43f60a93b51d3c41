using System.Net.Sockets;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>A name that does not exist has no record of any type (RFC 8020): what the query for A is told holds for AAAA too.
/// The other way round it does not, since some servers say so of AAAA where there is A (RFC 4074 section 4.2).</summary>
public sealed class AbsentNameTests
{
    private const string OneServer = "nameserver 192.0.2.1\noptions timeout:1 attempts:3\n";
    private const int A = 1;
    private const int Aaaa = 28;

    private static SentMessage Start(SimulatedEngine s, RecordingFace face, int answered, string name = "name.test.")
    {
        RecordingFace.StartHost(s.Engine, face, name, AddressFamily.Unspecified);
        SentMessage[] queries = [s.NextSent(), s.NextSent()];
        s.Answer(queries.Single(q => q.Type == answered), rcode: 3);
        return queries.Single(q => q.Type != answered);
    }

    [Fact]
    public async Task HostByName_NoSuchNameAndAaaaSilent_IsNotFoundAfterOneAttempt()
    {
        using var s = new SimulatedEngine(OneServer);
        var face = new RecordingFace();
        Start(s, face, A);
        s.Pass(TimeSpan.FromSeconds(1.1));
        Assert.Equal(0, s.Engine.Resolver.Outstanding);
        Assert.Equal(LookupError.HostNotFound, (await face.Posted).Error);
    }

    [Fact]
    public void HostByName_NoSuchNameAndAaaaSilent_GoesOnToTheNextSuffix()
    {
        using var s = new SimulatedEngine(OneServer + "search corp.test\n");
        Start(s, new RecordingFace(), A, "db");
        s.Pass(TimeSpan.FromSeconds(1.1));
        Assert.Contains(s.Network.Sent, q => q.Name == "db.");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public async Task HostByName_NoSuchNameAndAaaaFails_IsNotFound(int rcode)
    {
        using var s = new SimulatedEngine(OneServer);
        var face = new RecordingFace();
        s.Answer(Start(s, face, A), rcode: rcode);
        Assert.Equal(LookupError.HostNotFound, (await face.Posted).Error);
    }

    [Fact]
    public async Task HostByName_NoSuchNameButAaaa_IsFound()
    {
        using var s = new SimulatedEngine(OneServer);
        var face = new RecordingFace();
        s.Answer(Start(s, face, A), r => r.Address("2001:db8::1"));
        Assert.True((await face.Posted).IsSuccess);
    }

    [Fact]
    public async Task HostByName_NoSuchNameForAaaaAndASilent_IsTryAgain()
    {
        using var s = new SimulatedEngine(OneServer);
        var face = new RecordingFace();
        Start(s, face, Aaaa);
        s.Pass(TimeSpan.FromSeconds(1.1));
        Assert.Equal(1, s.Engine.Resolver.Outstanding);
        s.Pass(TimeSpan.FromSeconds(3));
        Assert.Equal(LookupError.TryAgain, (await face.Posted).Error);
    }
}
