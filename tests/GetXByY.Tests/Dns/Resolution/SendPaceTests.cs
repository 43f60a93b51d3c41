using GetXByY.Dns.Resolution;

namespace GetXByY.Tests.Dns.Resolution;

public sealed class SendPaceTests
{
    private readonly SendPace _pace = new();
    private readonly Queue<uint> _pending = new();
    private RoundTrip _roundTrip = new();

    [Theory]
    [InlineData(100)]
    [InlineData(uint.MaxValue - 50)]
    public void Take_NothingIsAnswered_GoesOnWithTimeAfterAWhile(uint now)
    {
        Assert.Equal(150, TakeAll(now));
        // The first answer of a server that is far away may still come.
        Assert.Equal(0, TakeAll(now + 100));
        Assert.Equal(50, TakeAll(now + 101));
        Assert.Equal(50, TakeAll(now + 102));
        Assert.Equal(150, TakeAll(now + 1_000_000));
    }

    [Fact]
    public void OnAnswer_One_LetsOneGo()
    {
        TakeAll(100);
        Answer(100, 101);
        Assert.Equal(1, TakeAll(101));
        // The server is at work: only its answers let more go out.
        Assert.Equal(0, TakeAll(111));
        Assert.InRange(TakeAll(112), 1, 50);
    }

    [Fact]
    public void Take_ServerFarAwayFallsSilent_GoesOnSlowlyAndThenFaster()
    {
        TakeAll(100);
        Answer(100, 140);
        // An answer may take 120 ms.
        TakeAll(150);
        Assert.Equal(0, TakeAll(250));
        Assert.InRange(TakeAll(270), 1, 15);
        TakeAll(380);
        Assert.Equal((50, 50), (TakeAll(381), TakeAll(382)));
    }

    [Fact]
    public void PutBack_One_LetsAnotherGo()
    {
        TakeAll(100);
        _pace.PutBack(100);
        Assert.Equal(1, TakeAll(100));
    }

    [Fact]
    public void OnLateAnswer_One_LetsAnotherGo()
    {
        TakeAll(100);
        _pace.OnLateAnswer(101);
        Assert.Equal(1, TakeAll(101));
    }

    [Fact]
    public void OnLoss_OneAmongMany_IsNothing()
    {
        TakeAll(100);
        for (int i = 0; i < 100; i++)
            Answer(100, 101);
        _pace.OnLoss(100, 400);
        Assert.Equal(150, _pace.Limit);
    }

    [Fact]
    public void OnLoss_ManyOfOneFlight_HalvesOnceAndOnlyWhereManyWaited()
    {
        Assert.Equal(75, LimitAfterLosses(wait: 40));
        // What the network loses it loses of fewer, too.
        Assert.Equal(150, LimitAfterLosses(wait: 1));
    }

    [Fact]
    public void Take_AnswersComeAsFastAsEver_LetsMoreAndMoreOut()
    {
        uint now = 1000;
        for (int round = 0; round < 200; round++)
            Round(ref now, took: 20);
        Assert.InRange(_pace.Limit, 3000, SendPace.Most);
    }

    [Fact]
    public void Take_AnswersCameMuchSlowerThanOne_LetsFewerOutButNotLessThanAnyBufferHolds()
    {
        uint now = 1000;
        for (int round = 0; round < 50; round++)
            Round(ref now, took: 20);
        int before = _pace.Limit;
        for (int round = 0; round < 50; round++)
            Round(ref now, took: 200);
        Assert.True(before > 1000, $"{before}");
        Assert.InRange(_pace.Limit, SendPace.First, SendPace.First + 20);
    }

    [Fact]
    public void Take_AfterAPause_LetsNoMoreOutThanAtFirst()
    {
        uint now = 1000;
        for (int round = 0; round < 50; round++)
            Round(ref now, took: 20);
        // All that was asked for is answered.
        while (_pending.TryDequeue(out uint sentAt))
            Answer(sentAt, sentAt + 20);
        now += 1000;
        Assert.Equal((150, 150), (TakeAll(now), _pace.Limit));
    }

    [Fact]
    public void Limit_LittleRoomForAnswers_IsThat()
    {
        var pace = new SendPace(40);
        Assert.Equal(40, pace.Limit);
    }

    // All that may go out does, and is answered.
    private void Round(ref uint now, uint took)
    {
        for (uint begin = now; now - begin < took; now++)
        {
            for (int more = TakeAll(now); more > 0; more--)
                _pending.Enqueue(now);
            while (_pending.TryPeek(out uint first) && now - first >= took)
                Answer(_pending.Dequeue(), now);
        }
    }

    private static int LimitAfterLosses(uint wait)
    {
        var test = new SendPaceTests();
        test.TakeAll(120);
        for (int i = 0; i < 20; i++)
            test.Answer(120, 121);
        // A round ends, whose fastest answer took a millisecond.
        test.TakeAll(125);
        test.Answer(125, 126);
        test.TakeAll(127);
        test.TakeAll(180);
        test.Answer(180, 180 + wait);
        for (int i = 0; i < 10; i++)
            test._pace.OnLoss(180, 180 + wait);
        return test._pace.Limit;
    }

    private void Answer(uint sentAt, uint now)
    {
        _roundTrip.Add(now - sentAt);
        _pace.OnAnswer(sentAt, isMeasured: true, _roundTrip, now);
    }

    private int TakeAll(uint now)
    {
        int count = 0;
        for (; _pace.IsOpen(_roundTrip, now); count++)
            _pace.Take(_roundTrip, now);
        return count;
    }
}
