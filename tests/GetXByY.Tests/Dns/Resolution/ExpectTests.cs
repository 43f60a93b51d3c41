using System.Net;
using GetXByY.Dns.Message;
using GetXByY.Dns.Resolution;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Dns.Resolution;

/// <summary>Of whom an owner hears before something happens to them.</summary>
public sealed class ExpectTests
{
    private static readonly IPEndPoint[] s_servers = [new(IPAddress.Parse("192.0.2.1"), 53)];

    private readonly Owner _owner = new();
    private readonly VirtualNetwork _network = new(s_servers);
    private readonly StubResolver _resolver;

    public ExpectTests() => _resolver = new StubResolver(
        new ResolverSettings(s_servers, 2, 5000, Rotate: false, UseTcp: false), _network, _owner, new RandomSource(), 0);

    [Fact]
    public void Flush_SeveralAreReady_ExpectsThoseBehindTheFirstInTheirOrder()
    {
        Start(1, 2, 3, 4);
        Assert.Equal([2, 3, 4], _owner.Expected);
    }

    [Fact]
    public void Expect_IdOfAQuery_ExpectsWhoseItIs()
    {
        Start(7);
        SentMessage query = _network.Sent.Dequeue();
        _resolver.Expect(query.Channel, query.Id);
        Assert.Equal([7], _owner.Expected);
    }

    [Fact]
    public void Expect_IdOfNobody_ExpectsNobody()
    {
        Start(7);
        SentMessage query = _network.Sent.Dequeue();
        _resolver.Expect(query.Channel, (ushort)(query.Id + 1));
        _resolver.Expect(query.Channel + 1, query.Id);
        Assert.Empty(_owner.Expected);
    }

    private void Start(params int[] owners)
    {
        _resolver.BeginTurn(0, 0);
        foreach (int owner in owners)
            _resolver.Start(owner, 0, RecordType.A, null);
        _resolver.Flush(0, int.MaxValue);
    }

    private sealed class Owner : IQueryOwner
    {
        internal List<int> Expected { get; } = [];

        public int WriteName(int owner, int variant, Span<byte> destination)
        {
            Assert.True(DomainName.TryWrite($"name{owner}.test", destination, out int length));
            return length;
        }

        public bool IsWanted(int owner) => true;

        public void Expect(int owner) => Expected.Add(owner);

        public void OnAttempt(int owner, IPEndPoint server, bool overTcp)
        {
        }

        public void OnUnasked(int owner, UnaskedBy by)
        {
        }

        public void OnQueryMoved(int owner, int from, int to)
        {
        }

        public void OnQueryEnded(
            int owner, int query, QueryOutcome outcome, AnswerData? answer, uint ttl, ExtendedErrorOption? said, uint now)
        {
        }
    }
}
