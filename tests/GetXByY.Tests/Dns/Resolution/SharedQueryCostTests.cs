using System.Net;
using GetXByY.Dns.Message;
using GetXByY.Dns.Resolution;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Dns.Resolution;

/// <summary>What is done in one go for those who share a query.</summary>
public sealed class SharedQueryCostTests
{
    private const int Followers = 2000;

    [Fact]
    public void Flush_CancelledFollowersOfAQueryThatIsNotSent_ArePassedOverInSlices()
    {
        IPEndPoint[] servers = [new(IPAddress.Parse("192.0.2.1"), 53)];
        var owner = new Owner();
        var settings = new ResolverSettings(servers, 2, 5000, Rotate: false, UseTcp: false)
        {
            Cache = new CacheSettings(100, 100_000, 0),
        };
        var resolver = new StubResolver(settings, new VirtualNetwork(servers), owner, new RandomSource(), 0);
        resolver.BeginTurn(0, 0);
        // As many as the pace lets go, and then those of one name.
        for (int i = 0; i < 150; i++)
            resolver.Start(i + 1, 0, RecordType.A, null);
        for (int i = 0; i < Followers; i++)
            resolver.Start(0, 0, RecordType.A, null);
        resolver.Flush(0, int.MaxValue);
        Assert.Equal(Followers - 1, resolver.Counts.Followed);
        owner.IsDone = true;
        owner.Calls = 0;
        resolver.Flush(0, 256);
        Assert.InRange(owner.Calls, 1, 100);
        for (int turn = 0; turn < Followers / 32; turn++)
            resolver.Flush(0, 256);
        Assert.False(resolver.CanSend(1));
    }

    // Number 0 has many queries for one name, and each other number one for a name of its own.
    private sealed class Owner : NamingOwner
    {
        internal bool IsDone { get; set; }

        internal int Calls { get; set; }

        public override bool IsWanted(int owner)
        {
            Calls++;
            return !IsDone;
        }
    }
}
