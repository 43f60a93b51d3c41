using System.Net;
using GetXByY.Dns.Message;
using GetXByY.Dns.Resolution;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Dns.Resolution;

/// <summary>Of whom an owner hears before something happens to them.</summary>
public sealed class ExpectTests
{
    // With fewer nobody is expected.
    private const int Many = 256;

    private static readonly IPEndPoint[] s_servers = [new(IPAddress.Parse("192.0.2.1"), 53)];

    private readonly Owner _owner = new();
    private readonly VirtualNetwork _network = new(s_servers);
    private readonly StubResolver _resolver;

    public ExpectTests() => _resolver = new StubResolver(
        new ResolverSettings(s_servers, 2, 5000, Rotate: false, UseTcp: false), _network, _owner, new RandomSource(), 0);

    [Fact]
    public void Flush_ManyAreReady_ExpectsThoseBehindTheFirstInTheirOrder()
    {
        Start(Many);
        Assert.Equal(Enumerable.Range(1, _network.Sent.Count), _owner.Expected.Take(_network.Sent.Count));
    }

    [Fact]
    public void Flush_FewAreReady_ExpectsNobody()
    {
        Start(Many - 1);
        Assert.Empty(_owner.Expected);
    }

    [Fact]
    public void Expect_IdOfAQuery_ExpectsWhoseItIs()
    {
        SentMessage query = StartAndTakeFirst();
        _resolver.Expect(query.Channel, query.Id);
        Assert.Equal([0], _owner.Expected);
    }

    [Fact]
    public void Expect_ChannelWithoutQueries_ExpectsNobody()
    {
        SentMessage query = StartAndTakeFirst();
        _resolver.Expect(Channels.DatagramsPerServer, query.Id);
        Assert.Empty(_owner.Expected);
    }

    private SentMessage StartAndTakeFirst()
    {
        Start(Many);
        _owner.Expected.Clear();
        return _network.Sent.Dequeue();
    }

    private void Start(int count)
    {
        _resolver.BeginTurn(0, 0);
        for (int i = 0; i < count; i++)
            _resolver.Start(i, 0, RecordType.A, null);
        _resolver.Flush(0, int.MaxValue);
    }

    private sealed class Owner : NamingOwner
    {
        internal List<int> Expected { get; } = [];

        public override void Expect(int owner) => Expected.Add(owner);
    }
}
