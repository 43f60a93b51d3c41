using System.Net;
using GetXByY.Dns.Message;
using GetXByY.Dns.Resolution;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Dns.Resolution;

/// <summary>Queries of few names, started, hastened, cancelled, answered and lost in any order: each ends once, with an answer to
/// its own question or by its own deadline, or is stopped; and then nothing is left.</summary>
public sealed class SharedQueryModelTests
{
    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 3_600_000)]
    [InlineData(true, 3_600_000)]
    public void Resolver_AnyOrderOfEvents_EndsEachQueryOnceAndKeepsNothing(bool useTcp, long stale)
    {
        for (int seed = 0; seed < 150; seed++)
            new Model(seed, useTcp, stale).Run();
    }

    private sealed class Model : IQueryOwner
    {
        private static readonly IPEndPoint[] s_servers =
            [new(IPAddress.Parse("192.0.2.1"), 53), new(IPAddress.Parse("192.0.2.2"), 53)];

        private readonly Random _random;
        private readonly StubResolver _resolver;
        private readonly VirtualNetwork _network = new(s_servers);
        private readonly List<Asker> _askers = [];
        private readonly List<SentMessage> _out = [];
        private readonly bool _useTcp;

        // Just before the time wraps around.
        private uint _now = uint.MaxValue - 5_000;
        private long _milliseconds = 1_000_000;

        internal Model(int seed, bool useTcp, long stale)
        {
            _random = new Random(seed);
            _useTcp = useTcp;
            var settings = new ResolverSettings(s_servers[..(1 + seed % 2)], 2, 1000, Rotate: seed % 3 == 0, useTcp)
            {
                HedgingBudget = seed % 4 == 0 ? 1 : 0,
                Cache = new CacheSettings(2, 100_000, stale),
            };
            _resolver = new StubResolver(settings, _network, this, new RandomSource(), _now);
        }

        internal void Run()
        {
            for (int step = 0; step < 300; step++)
            {
                Act(_random.Next(16));
                if (_random.Next(2) == 0)
                    Turn(_random.Next(3) == 0 ? _random.Next(400) : _random.Next(12));
            }
            foreach (Asker asker in _askers)
                asker.IsWanted = false;
            foreach (int number in Enumerable.Range(0, _askers.Count).OrderBy(_ => _random.Next()))
                Stop(number);
            Assert.Equal(0, _resolver.Outstanding);
            // Probes and idle sockets outlive them for a while.
            for (int i = 0; i < 1000; i++)
                Turn(20);
            Assert.Equal((0, 0, null), (_network.OpenCount, _resolver.EarlierCount, _resolver.UntilNext(_now)));
        }

        private void Act(int what)
        {
            switch (what)
            {
                case < 5:
                    Start();
                    break;
                case < 7 when _askers.Count > 0:
                    _askers[_random.Next(_askers.Count)].IsWanted = false;
                    break;
                case < 9 when _askers.Count > 0:
                    Stop(_random.Next(_askers.Count));
                    break;
                case 9 when _askers.Find(a => a.IsOut && a.IsWanted) is { } asker:
                    uint deadline = _now + (uint)_random.Next(1, 300);
                    asker.Deadline = asker.Deadline is uint d && (int)(d - deadline) < 0 ? d : deadline;
                    _resolver.Hasten(asker.Query, deadline);
                    break;
                case 10 when _out.Count > 0:
                    _resolver.OnUnsent(_out[^1].Channel, _out[^1].Id, _now);
                    break;
                case 11 when _network.OpenCount > 0 && _random.Next(3) == 0:
                    _resolver.OnChannelFailed(_network.OpenChannels.First(), _now);
                    break;
                case 12 when _random.Next(8) == 0:
                    _resolver.ClearCache();
                    break;
                case 13:
                    _network.Outcome = _random.Next(4) == 0 ? SendOutcome.Full : SendOutcome.Sent;
                    break;
                default:
                    Answer();
                    break;
            }
            Take();
        }

        private void Start()
        {
            uint? deadline = _random.Next(3) == 0 ? _now + (uint)_random.Next(1, 1500) : null;
            var asker = new Asker(_random.Next(4)) { Deadline = deadline };
            _askers.Add(asker);
            asker.Query = _resolver.Start(_askers.Count - 1, asker.Name, RecordType.A, deadline);
        }

        // Whoever asked for it is not wanted first, as an engine's canceller sees to it.
        private void Stop(int number)
        {
            Asker asker = _askers[number];
            asker.IsWanted = false;
            if (!asker.IsOut)
                return;
            _resolver.Stop(asker.Query, _now);
            asker.IsOut = false;
        }

        private void Answer()
        {
            while (_network.Opening.TryDequeue(out int opened))
            {
                if (_network.OpenChannels.Contains(opened))
                    _resolver.OnStreamOpened(opened, _now);
            }
            Take();
            if (_out.Count == 0)
                return;
            int index = _random.Next(_out.Count);
            SentMessage sent = _out[index];
            _out.RemoveAt(index);
            if (!_network.OpenChannels.Contains(sent.Channel))
                return;
            int name = sent.Name[4] - '0';
            Reply reply = _random.Next(8) switch
            {
                0 => new Reply(sent, 2),
                1 => new Reply(sent, 3).Soa("test", 1),
                2 when !sent.OverTcp => new Reply(sent).Truncated(),
                3 => new Reply(sent).Ttl(0).Address(AddressOf(name)),
                4 => new Reply(sent).WithOtherQuestion().Address("66.66.66.66"),
                _ => new Reply(sent).Ttl(1).Address(AddressOf(name)),
            };
            _resolver.OnMessage(sent.Channel, reply.Bytes, _now);
        }

        private void Turn(int milliseconds)
        {
            _now += (uint)milliseconds;
            _milliseconds += milliseconds;
            _resolver.BeginTurn(_now, _milliseconds);
            Take();
            _resolver.Flush(_now, _random.Next(1, 64));
            foreach (SentMessage sent in _network.Sent.Where(s => !s.OverTcp))
                Assert.Contains(_askers, a => a.IsWanted && a.Name == sent.Name[4] - '0');
            Take();
            _resolver.Expire(_now, _random.Next(1, 64));
            Take();
        }

        private void Take()
        {
            while (_network.Sent.TryDequeue(out SentMessage? sent))
                _out.Add(sent);
        }

        private static string AddressOf(int name) => $"192.0.2.{100 + name}";

        public int WriteName(int owner, int variant, Span<byte> destination)
        {
            Assert.Equal(_askers[owner].Name, variant);
            Assert.True(DomainName.TryWrite($"name{variant}.test", destination, out int length));
            return length;
        }

        public bool IsWanted(int owner) => _askers[owner].IsWanted;

        public void OnAttempt(int owner, IPEndPoint server, bool overTcp) => Assert.True(_askers[owner].IsOut);

        public void OnUnasked(int owner, UnaskedBy by)
        {
        }

        public void OnQueryMoved(int owner, int from, int to)
        {
            Assert.Equal((true, from), (_askers[owner].IsOut, _askers[owner].Query));
            _askers[owner].Query = to;
        }

        public void OnQueryEnded(
            int owner, int query, QueryOutcome outcome, AnswerData? answer, uint ttl, ExtendedErrorOption? said, uint now)
        {
            Asker asker = _askers[owner];
            Assert.Equal((true, query), (asker.IsOut, asker.Query));
            asker.IsOut = false;
            if (outcome == QueryOutcome.DeadlinePassed)
                Assert.True(asker.Deadline is uint deadline && (int)(deadline - now) <= 0);
            if (outcome == QueryOutcome.Found)
                Assert.Equal(AddressOf(asker.Name), Assert.Single(answer!.Addresses).ToString());
            // As a look-up does that goes on with the next name.
            if (asker.IsWanted && _useTcp && _askers.Count % 3 == 0)
                Start();
        }

        private sealed class Asker(int name)
        {
            internal int Name { get; } = name;

            internal int Query { get; set; }

            internal bool IsOut { get; set; } = true;

            internal bool IsWanted { get; set; } = true;

            internal uint? Deadline { get; set; }
        }
    }
}
