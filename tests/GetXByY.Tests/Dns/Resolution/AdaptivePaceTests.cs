using System.Net;
using GetXByY.Dns.Message;
using GetXByY.Dns.Resolution;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Dns.Resolution;

/// <summary>Many names at once, at servers of all kinds.</summary>
public sealed class AdaptivePaceTests
{
    private static readonly IPEndPoint[] s_servers = [new(IPAddress.Parse("192.0.2.1"), 53)];

    [Theory]
    [InlineData(2000, 0)]
    [InlineData(2000, 20)]
    [InlineData(2000, 50)]
    [InlineData(300, 0)]
    public void Flush_SlowServer_LosesNothingRepeatsNothingAndNeverLetsItRest(int rate, uint way)
    {
        var run = new Run(new QueueingServer { AnswersASecond = rate, Way = way }, rate * 4);
        run.ToTheEnd();
        Assert.Equal((rate * 4, rate * 4, 0), (run.Owner.Found, run.Server.Sent, run.Server.Overflow));
        Assert.InRange(run.Server.Now, 3900u, 4400u);
    }

    [Theory]
    [InlineData(100, 1)]
    [InlineData(64, 4)]
    public void Flush_SlowServerWithASmallBuffer_LosesFew(int room, int percent)
    {
        var run = new Run(new QueueingServer { AnswersASecond = 2000, Room = room }, 10_000);
        run.Until(() => run.Owner.Found >= 9900);
        Assert.InRange(run.Server.Now, 4900u, 5500u);
        run.ToTheEnd();
        Assert.InRange(run.Server.Overflow, 150 - room, 100 * percent);
        Assert.InRange(run.Owner.Found, 9950, 10_000);
    }

    [Theory]
    [InlineData(0, 170_000)]
    [InlineData(10, 30_000)]
    public void Flush_FastServer_NeverRests(uint way, int rate)
    {
        var run = new Run(new QueueingServer { AnswersASecond = 170_000, Way = way }, 50_000);
        run.ToTheEnd();
        Assert.Equal((50_000, 50_000, 0), (run.Owner.Found, run.Server.Sent, run.Server.Overflow));
        Assert.InRange(run.Server.Now, 1u, (uint)(50_000_000L / rate + 20));
    }

    [Theory]
    [InlineData(170_000, 50_000, 1600)]
    [InlineData(2000, 10_000, 6000)]
    public void Flush_NamesThatNobodyAnswers_DoNotHoldUpTheOthers(int rate, int names, uint most)
    {
        var run = new Run(new QueueingServer { AnswersASecond = rate }, names, silent: 10);
        run.Until(() => run.Owner.Found >= names * 89 / 100);
        Assert.InRange(run.Server.Now, 1u, most);
        run.ToTheEnd();
        Assert.Equal((names * 9 / 10, 0), (run.Owner.Found, run.Server.Overflow));
    }

    [Fact]
    public void Flush_NamesThatNobodyAnswers_AreAllThereIs_GoOutAllTheSame()
    {
        var run = new Run(new QueueingServer { AnswersASecond = 170_000 }, 20_000, silent: 1);
        run.Until(() => run.Server.Sent >= 20_000);
        Assert.InRange(run.Server.Now, 100u, 520u);
    }

    [Fact]
    public void Flush_NamesWaitForAServerThatAnswersNothing_DoNotHoldUpThoseOfAnother()
    {
        IPEndPoint dead = new(IPAddress.Parse("192.0.2.2"), 53);
        var run = new Run(new QueueingServer { AnswersASecond = 60_000, Dead = dead }, 60_000, silent: 3, other: dead);
        uint last = 0, pause = 0;
        for (int found = 0; run.Owner.Found < 20_000; found = run.Owner.Found)
        {
            run.Pass();
            if (run.Owner.Found > found)
                last = run.Server.Now;
            pause = Math.Max(pause, run.Server.Now - last);
        }
        // The other one would be waited for 100 ms.
        Assert.InRange(pause, 0u, 40u);
    }

    [Fact]
    public void Flush_NetworkLosesOneInAHundred_IsNoReasonForLess()
    {
        var run = new Run(new QueueingServer { AnswersASecond = 2000, Loss = 0.01 }, 10_000);
        run.Until(() => run.Owner.Found >= 9900);
        Assert.InRange(run.Server.Now, 4900u, 5300u);
    }

    [Fact]
    public void Flush_QuestionThatWasLost_IsRepeatedBeforeThoseThatCameLater()
    {
        // It was sent after half a second, and waits for a quarter of one, and not for the ten seconds of all others.
        var run = new Run(new QueueingServer { AnswersASecond = 2000, Lost = 1000 }, 20_000);
        run.Until(() => run.Owner.HasFound(1000));
        Assert.InRange(run.Server.Now, 600u, 1400u);
    }

    [Fact]
    public void Flush_LittleRoomForAnswers_AsksForNoMoreThanFindRoom()
    {
        var run = new Run(new QueueingServer { AnswersASecond = 170_000, Way = 20, ReceiveBuffer = 12_800 }, 5000);
        run.ToTheEnd();
        Assert.Equal(5000, run.Owner.Found);
        Assert.InRange(run.Server.MostAtOnce, 40, 80);
    }

    private sealed class Run
    {
        private readonly StubResolver _resolver;

        internal Run(QueueingServer server, int names, int silent = 0, IPEndPoint? other = null)
        {
            Server = server;
            Owner = new Owner(silent);
            var settings = new ResolverSettings(other is null ? s_servers : [.. s_servers, other], 2, 5000, Rotate: false, UseTcp: false);
            _resolver = new StubResolver(settings, server, Owner, new RandomSource(), 0);
            _resolver.BeginTurn(0, 0);
            for (int i = 0; i < names; i++)
                _resolver.Start(i, 0, RecordType.A, null);
        }

        internal QueueingServer Server { get; }

        internal Owner Owner { get; }

        internal void ToTheEnd() => Until(() => _resolver.Outstanding == 0);

        internal void Pass() => Server.Pass(_resolver);

        internal void Until(Func<bool> isDone)
        {
            while (!isDone())
            {
                Assert.True(Server.Now < 60_000, "it stands still");
                Pass();
            }
        }
    }

    // Owners are names.
    private sealed class Owner(int silent) : NamingOwner
    {
        private readonly HashSet<int> _found = [];

        internal int Found => _found.Count;

        internal bool HasFound(int name) => _found.Contains(name);

        public override void OnQueryEnded(
            int owner, int query, QueryOutcome outcome, AnswerData? answer, uint ttl, ExtendedErrorOption? said, uint now)
        {
            if (outcome == QueryOutcome.Found)
                _found.Add(owner);
        }

        protected override string Word(int owner) => silent > 0 && owner % silent == 0 ? "silent" : base.Word(owner);
    }
}
