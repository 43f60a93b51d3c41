using System.Net.Sockets;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>Hosts that whoever starts a look-up finds without the engine: when they are there, and when they are not.</summary>
public sealed class GivenHostTests
{
    private const string Name = "name.test.";

    [Fact]
    public async Task TryFindKept_AnswerThatIsKept_GivesItUntilItsTtlIsOver()
    {
        using SimulatedEngine s = CacheTests.WithCache();
        Assert.Null(Given(s));
        await CacheTests.Answered(s, Name, r => r.Ttl(60).Address("192.0.2.7"));
        s.Time.Advance(TimeSpan.FromMilliseconds(58_700));
        HostEntry host = Given(s)!;
        Assert.Equal(("192.0.2.7", TimeSpan.FromSeconds(1)), (host.Addresses[0].ToString(), host.TimeToLive));
        Assert.Same(host, Given(s));
        s.Time.Advance(TimeSpan.FromMilliseconds(1_299));
        Assert.Equal(TimeSpan.Zero, Given(s)!.TimeToLive);
        s.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(Given(s));
    }

    [Fact]
    public async Task TryFindKept_OtherTtlsOfTheFamilies_GivesItUntilTheFirstIsOver()
    {
        using SimulatedEngine s = CacheTests.WithCache();
        await AskBoth(s, aaaa => aaaa.Ttl(10).Address("2001:db8::7"));
        HostEntry host = Given(s, AddressFamily.Unspecified)!;
        Assert.Equal(["192.0.2.7", "2001:db8::7"], host.Addresses.Select(a => a.ToString()).Order());
        Assert.Null(Given(s));
        s.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null(Given(s, AddressFamily.Unspecified));
    }

    [Fact]
    public async Task TryFindKept_FamilyThatIsKnownToBeAbsent_CountsAsKept()
    {
        using SimulatedEngine s = CacheTests.WithCache();
        await AskBoth(s, aaaa => aaaa.Ttl(60).Soa("test.", 5));
        Assert.Equal("192.0.2.7", Assert.Single(Given(s, AddressFamily.Unspecified)!.Addresses).ToString());
        s.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(Given(s, AddressFamily.Unspecified));
    }

    [Fact]
    public async Task TryFindKept_FamilyThatMustBeAskedAgain_FindsNothing()
    {
        using SimulatedEngine s = CacheTests.WithCache();
        await AskBoth(s, aaaa => aaaa);
        Assert.Null(Given(s, AddressFamily.Unspecified));
    }

    [Fact]
    public async Task TryFindKept_CacheCleared_FindsNothingEvenBeforeTheEnginesTurn()
    {
        using SimulatedEngine s = CacheTests.WithCache();
        await CacheTests.Answered(s, Name, r => r.Address("192.0.2.7"));
        s.Engine.ClearCache();
        Assert.Null(Given(s));
        // What was asked before the clear is not told either.
        await CacheTests.Answered(s, Name, r => r.Address("192.0.2.8"));
        Assert.Equal("192.0.2.8", Given(s)!.Addresses[0].ToString());
    }

    [Fact]
    public async Task TryFindKept_AnswerToAQueryFromBeforeTheClear_FindsNothing()
    {
        using SimulatedEngine s = CacheTests.WithCache();
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, Name);
        SentMessage query = s.NextSent();
        s.Engine.ClearCache();
        s.Answer(query, r => r.Address("192.0.2.7"));
        Assert.Equal("192.0.2.7", CacheTests.Text(await face.Posted));
        Assert.Null(Given(s));
    }

    [Fact]
    public async Task TryFindKept_HostsFileThatHasTheNameNow_FindsNothing()
    {
        using SimulatedEngine s = CacheTests.WithCache();
        await CacheTests.Answered(s, Name, r => r.Address("192.0.2.7"));
        s.Change(hosts: "192.0.2.9 name.test\n");
        Assert.Null(Given(s));
        Assert.Equal("192.0.2.9", await CacheTests.Known(s, Name));
        Assert.Null(Given(s));
        s.Change(hosts: "192.0.2.9 other.test\n");
        Assert.Equal("192.0.2.7", await CacheTests.Known(s, Name));
        Assert.Equal("192.0.2.7", Given(s)!.Addresses[0].ToString());
    }

    [Fact]
    public async Task TryFindKept_NameOfTheHostsFileOrOfAFurtherSuffix_IsTheEnginesToFind()
    {
        using SimulatedEngine s = new("nameserver 192.0.2.1\nsearch one.test two.test\n", "192.0.2.9 filed\n",
            configure: o => o.MaxCachedAnswers = 100);
        Assert.Equal("192.0.2.9", await CacheTests.Known(s, "filed"));
        Assert.Null(Given(s, name: "filed"));
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, "short");
        s.Answer(s.NextSent(), r => r.Soa("test.", 60), rcode: 3);
        s.Answer(s.NextSent(), r => r.Address("192.0.2.7"));
        Assert.Equal("192.0.2.7", CacheTests.Text(await face.Posted));
        Assert.Null(Given(s, name: "short"));
    }

    [Fact]
    public async Task TryFindKept_AddressOfOneLink_IsTheEnginesToFind()
    {
        using SimulatedEngine s = CacheTests.WithCache();
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, Name, AddressFamily.InterNetworkV6);
        s.Answer(s.NextSent(), r => r.Address("fe80::7"));
        Assert.Equal("fe80::7", CacheTests.Text(await face.Posted));
        Assert.Null(Given(s, AddressFamily.InterNetworkV6));
    }

    [Fact]
    public async Task TryFindKept_StaleAnswer_IsTheEnginesToFind()
    {
        using SimulatedEngine s = CacheTests.WithCache(TimeSpan.FromHours(1));
        await CacheTests.Answered(s, Name, r => r.Ttl(1).Address("192.0.2.7"));
        s.Pass(TimeSpan.FromSeconds(2));
        await CacheTests.Answered(s, Name, r => r, rcode: 2);
        Assert.Equal("192.0.2.7", await CacheTests.Known(s, Name));
        Assert.Null(Given(s));
    }

    [Fact]
    public async Task TryFindKept_AnswerThatGoesBecauseThereIsNoRoom_FindsNothing()
    {
        using SimulatedEngine s = CacheTests.WithCache();
        for (int i = 0; i <= 100; i++)
            await CacheTests.Answered(s, $"host{i}.test.", r => r.Address("192.0.2.7"));
        Assert.Null(Given(s, name: "host0.test."));
        Assert.NotNull(Given(s, name: "host1.test."));
    }

    [Fact]
    public async Task TryFindKept_AnswerThatIsGivenNowAndThen_StaysThoughTheEngineIsNotAskedForIt()
    {
        using SimulatedEngine s = CacheTests.WithCache();
        await CacheTests.Answered(s, Name, r => r.Address("192.0.2.7"));
        for (int i = 0; i < 300; i++)
        {
            Assert.NotNull(Given(s));
            await CacheTests.Answered(s, $"host{i}.test.", r => r.Address("192.0.2.8"));
        }
    }

    [Fact]
    public async Task TryFindKept_ManySpellingsOfOneName_AreFew()
    {
        using SimulatedEngine s = CacheTests.WithCache();
        await CacheTests.Answered(s, Name, r => r.Address("192.0.2.7"));
        string[] spellings = ["Name.test.", "nAme.test.", "naMe.test.", "namE.test.", "name.Test.", "name.tEst."];
        foreach (string spelling in spellings)
            await CacheTests.Known(s, spelling);
        Assert.Equal(3, spellings.Count(spelling => Given(s, name: spelling) is not null));
    }

    [Fact]
    public async Task TryFindKept_SuccessThatGoesOn_FindsNothing()
    {
        using SimulatedEngine s = new("nameserver 192.0.2.1\n", nsSwitch: "hosts: dns [SUCCESS=continue] files\n",
            configure: o => o.MaxCachedAnswers = 100);
        Assert.Equal("HostNotFound", await CacheTests.Answered(s, Name, r => r.Address("192.0.2.7")));
        Assert.Null(Given(s));
    }

    private static async Task AskBoth(SimulatedEngine s, Func<Reply, Reply> aaaa)
    {
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, Name, AddressFamily.Unspecified);
        s.Answer(s.NextSent(), r => r.Ttl(20).Address("192.0.2.7"));
        s.Answer(s.NextSent(), aaaa);
        await face.Posted;
    }

    private static HostEntry? Given(
        SimulatedEngine s, AddressFamily family = AddressFamily.InterNetwork, string name = Name) =>
        s.Engine.TryFindKept(name, family, out HostEntry? host, out _) ? host : null;
}
