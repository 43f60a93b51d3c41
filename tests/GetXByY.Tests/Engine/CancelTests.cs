using GetXByY.Lookups;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>What a cancel finds and leaves in each state of a look-up.</summary>
public sealed class CancelTests
{
    [Fact]
    public async Task Cancel_Queued_HasNoEffectsAtAll()
    {
        using var s = new SimulatedEngine();
        var face = new RecordingFace();
        uint handle = RecordingFace.StartHost(s.Engine, face, "name.test");
        Assert.Equal(LookupState.Queued, s.Engine.StateOf(handle));
        Assert.Equal(CancelOutcome.CancelledQueued, s.Engine.Cancel(handle));
        Assert.Equal((1, LookupState.Cancelled), (face.Cancels, s.Engine.StateOf(handle)));
        s.Pump();
        await face.Acknowledged;
        Assert.Empty(s.Network.Sent);
        Assert.Equal((0, 0), (face.Writes, face.Posts));
        Assert.Equal((1, 0, 1, 0), Counts(s));
    }

    [Fact]
    public void Cancel_InFlight_ClosesItsSocketAndStopsItsQueries()
    {
        using var s = new SimulatedEngine();
        var face = new RecordingFace();
        uint handle = RecordingFace.StartHost(s.Engine, face, "name.test", System.Net.Sockets.AddressFamily.Unspecified);
        s.NextSent();
        s.NextSent();
        Assert.Equal(CancelOutcome.CancelledInFlight, s.Engine.Cancel(handle));
        s.Pump();
        Assert.Equal((0, 0), (s.Network.OpenCount, s.Engine.Resolver.Outstanding));
        s.Pass(TimeSpan.FromSeconds(11));
        Assert.Empty(s.Network.Sent);
        Assert.Equal((1, 0, 1, 0), Counts(s));
    }

    [Fact]
    public void Cancel_OfEachRightAfterItsStart_LeavesCellsForTheNext()
    {
        using var s = new SimulatedEngine(capacity: 1024);
        for (int i = 0; i < 20_000; i++)
        {
            uint handle = RecordingFace.StartHost(s.Engine, new RecordingFace(), "name.test");
            Assert.NotEqual(0u, handle);
            s.Engine.Cancel(handle);
            // The pump comes to a turn only now and then, as where the processors have other work.
            if (i % 200 == 0)
                s.Engine.Turn(s.Now);
        }
    }

    [Fact]
    public async Task Cancel_InFlightThenTheAnswer_DeliversNothingAndDisturbsNobody()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions use-vc\n");
        RecordingFace cancelled = new(), other = new();
        uint handle = RecordingFace.StartHost(s.Engine, cancelled, "one.test.");
        RecordingFace.StartHost(s.Engine, other, "two.test.");
        s.Pump();
        s.Engine.Resolver.OnStreamOpened(s.Network.Opening.Dequeue(), s.Now);
        SentMessage[] sent = [s.NextSent(), s.NextSent()];
        SentMessage one = sent.Single(m => m.Name == "one.test."), two = sent.Single(m => m.Name == "two.test.");
        Assert.Equal(CancelOutcome.CancelledInFlight, s.Engine.Cancel(handle));
        s.Pump();
        Assert.Equal(1, s.Engine.Resolver.RestingIds);
        s.Answer(one, r => r.Address("192.0.2.1"));
        Assert.Equal(1, s.Engine.Resolver.Counts.Late);
        s.Answer(two, r => r.Address("192.0.2.2"));
        Assert.Equal("192.0.2.2", ((HostEntry)(await other.Posted).Entry).Addresses[0].ToString());
        Assert.Equal((0, 0, 1), (cancelled.Writes, cancelled.Posts, cancelled.Cancels));
        // The connection waits a while for the next query.
        s.Pass(TimeSpan.FromSeconds(2.1));
        Assert.Equal((0, 0), (s.Network.OpenCount, s.Engine.Resolver.RestingIds));
    }

    [Fact]
    public void Cancel_BeforeTheNextAttempt_IsNotAskedAgain()
    {
        using var s = new SimulatedEngine();
        uint handle = RecordingFace.StartHost(s.Engine, new RecordingFace(), "name.test.");
        s.NextSent();
        s.Time.Advance(TimeSpan.FromSeconds(6));
        s.Engine.Turn(s.Now);
        Assert.Empty(s.Network.Sent);
        s.Engine.Cancel(handle);
        s.Pump();
        Assert.Equal((0, 0), (s.Network.Sent.Count, s.Engine.Resolver.Outstanding));
        Assert.Equal((1, 0, 1, 0), Counts(s));
    }

    [Fact]
    public void Cancel_OfAllBeforeIt_LetsTheNextBeSentInItsFirstTurn()
    {
        using var s = new SimulatedEngine(capacity: 16_384);
        for (int i = 0; i < 10_000; i++)
            RecordingFace.StartHost(s.Engine, new RecordingFace(), $"silent{i}.test.");
        // All are taken up; the pace lets only some of them out.
        for (int i = 0; i < 100; i++)
            s.Engine.Turn(s.Now);
        Assert.Equal((150, 10_000), (s.Network.Sent.Count, s.Engine.Resolver.Outstanding));
        s.Network.Sent.Clear();
        Assert.Equal(10_000, s.Engine.CancelAll());
        // The server has never answered: so long it may take.
        s.Time.Advance(TimeSpan.FromMilliseconds(101));
        RecordingFace.StartHost(s.Engine, new RecordingFace(), "next.test.");
        s.Engine.Turn(s.Now);
        Assert.Equal("next.test.", Assert.Single(s.Network.Sent).Name);
        s.Pump();
        Assert.Equal(1, s.Engine.Resolver.Outstanding);
    }

    [Fact]
    public void Cancel_BeforeItsAttemptIsGivenUp_CountsTheSilenceAllTheSame()
    {
        using var s = new SimulatedEngine();
        uint handle = RecordingFace.StartHost(s.Engine, new RecordingFace(), "name.test.");
        s.NextSent();
        s.Engine.Cancel(handle);
        // What is cancelled is freed last, so the attempt ends first.
        s.Time.Advance(TimeSpan.FromSeconds(6));
        s.Engine.Resolver.Expire(s.Now, 10);
        Assert.Equal(1, s.Engine.Resolver.Counts.TimedOut);
        s.Pump();
        Assert.Equal((0, 0, 0), (s.Network.Sent.Count, s.Engine.Resolver.Outstanding, s.Network.OpenCount));
    }

    [Fact]
    public void Cancel_BeforeItsStreamOpens_IsNotAskedThere()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\noptions use-vc\n");
        uint handle = RecordingFace.StartHost(s.Engine, new RecordingFace(), "one.test.");
        RecordingFace.StartHost(s.Engine, new RecordingFace(), "two.test.");
        s.Pump();
        s.Engine.Cancel(handle);
        s.Engine.Resolver.OnStreamOpened(s.Network.Opening.Dequeue(), s.Now);
        Assert.Equal("two.test.", Assert.Single(s.Network.Sent).Name);
    }

    [Fact]
    public async Task Cancel_Completed_ComesTooLate()
    {
        using var s = new SimulatedEngine();
        var face = new RecordingFace();
        uint handle = RecordingFace.StartHost(s.Engine, face, "127.0.0.1");
        s.Pump();
        await face.Posted;
        Assert.Equal(CancelOutcome.AlreadyCompleted, s.Engine.Cancel(handle));
        Assert.Equal((1, 1, 1, 0), (face.Writes, face.Posts, face.Completions, face.Cancels));
    }

    [Fact]
    public void Cancel_Twice_SucceedsOnce()
    {
        using var s = new SimulatedEngine();
        var face = new RecordingFace();
        uint handle = RecordingFace.StartHost(s.Engine, face, "name.test");
        s.Engine.Cancel(handle);
        Assert.Equal(CancelOutcome.AlreadyCancelled, s.Engine.Cancel(handle));
        s.Pump();
        Assert.Equal(CancelOutcome.AlreadyCancelled, s.Engine.Cancel(handle));
        Assert.Equal(1, face.Cancels);
    }

    [Fact]
    public void Cancel_NeverIssued_IsUnknown()
    {
        using var s = new SimulatedEngine();
        uint handle = RecordingFace.StartHost(s.Engine, new RecordingFace(), "name.test");
        Assert.Equal(CancelOutcome.Unknown, s.Engine.Cancel(0));
        Assert.Equal(CancelOutcome.Unknown, s.Engine.Cancel(handle + 1_000_000));
    }

    [Fact]
    public async Task Cancel_WhileTheQueueIsFull_StillSucceedsAndIsNotPosted()
    {
        using var s = new SimulatedEngine();
        var refused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var face = new RecordingFace
        {
            OnPost = () =>
            {
                refused.TrySetResult();
                return false;
            },
        };
        uint handle = RecordingFace.StartHost(s.Engine, face, "127.0.0.1");
        s.Pump();
        await refused.Task;
        // The face has refused; the finisher steps back to Unposted at once.
        Assert.Equal(CancelOutcome.CancelledInFlight, s.Engine.Cancel(handle));
        int posts = face.Posts;
        s.Pass(TimeSpan.FromMilliseconds(100));
        await face.Acknowledged;
        Assert.Equal((posts, 0), (face.Posts, face.Completions));
        Assert.Equal((1, 0, 1, 0), Counts(s));
    }

    [Fact]
    public void Post_QueueFullForAWhile_IsTriedAgainAndDeliveredOnce()
    {
        using var s = new SimulatedEngine();
        int tries = 0;
        var face = new RecordingFace { OnPost = () => Interlocked.Increment(ref tries) > 3 };
        RecordingFace.StartHost(s.Engine, face, "127.0.0.1");
        // Time passes as often as it takes the worker, which refuses and posts when it comes to it.
        Assert.True(SpinWait.SpinUntil(() =>
        {
            s.Pass(TimeSpan.FromMilliseconds(10));
            return face.Posted.IsCompleted;
        }, TimeSpan.FromSeconds(30)));
        Assert.Equal((1, 4, 1), (face.Writes, face.Posts, face.Completions));
    }

    [Fact]
    public async Task Cancel_FromInsideThePost_DoesNotWaitForItself()
    {
        using var s = new SimulatedEngine();
        uint handle = 0;
        CancelOutcome? outcome = null;
        var face = new RecordingFace
        {
            OnPost = () =>
            {
                outcome = s.Engine.Cancel(handle);
                return true;
            },
        };
        handle = RecordingFace.StartHost(s.Engine, face, "127.0.0.1");
        s.Pump();
        await face.Posted;
        Assert.Equal(CancelOutcome.AlreadyCompleted, outcome);
    }

    [Fact]
    public async Task Cancel_WhileWriting_WaitsUntilTheMemoryIsFinal()
    {
        using var s = new SimulatedEngine();
        using var writing = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        bool written = false;
        var face = new RecordingFace
        {
            OnWrite = () =>
            {
                writing.Set();
                goOn.Wait();
                Volatile.Write(ref written, true);
            },
        };
        uint handle = RecordingFace.StartHost(s.Engine, face, "127.0.0.1");
        s.Pump();
        await Task.Run(writing.Wait);
        Task<(CancelOutcome, bool)> cancel = Task.Run(() => (s.Engine.Cancel(handle), Volatile.Read(ref written)));
        Assert.False(cancel.IsCompleted);
        goOn.Set();
        (CancelOutcome outcome, bool wasWritten) = await cancel;
        Assert.True(wasWritten, "the cancel returned before the memory was final");
        if (outcome == CancelOutcome.AlreadyCompleted)
            await face.Posted;
        Assert.Equal(outcome == CancelOutcome.AlreadyCompleted ? (1, 0) : (0, 1), (face.Posts, face.Cancels));
    }

    [Fact]
    public void CancelAll_ManyStates_LeavesNothing()
    {
        using var s = new SimulatedEngine();
        var faces = Enumerable.Range(0, 300).Select(_ => new RecordingFace()).ToArray();
        for (int i = 0; i < 200; i++)
            RecordingFace.StartHost(s.Engine, faces[i], $"n{i}.test");
        s.Pump();
        for (int i = 200; i < 300; i++)
            RecordingFace.StartHost(s.Engine, faces[i], $"n{i}.test");
        Assert.Equal(300, s.Engine.CancelAll());
        s.Pump();
        Assert.All(faces, f => Assert.Equal((0, 0, 1), (f.Writes, f.Posts, f.Cancels)));
        Assert.Equal((300, 0, 300, 0), Counts(s));
        // Sockets that were shared are closed a moment later.
        s.Pass(TimeSpan.FromMilliseconds(110));
        Assert.Equal((0, 0, 0), (s.Network.OpenCount, s.Engine.Resolver.Outstanding, s.Engine.Resolver.RestingIds));
    }

    [Fact]
    public void Start_TooManyOutstanding_FailsUntilOneEnds()
    {
        using var s = new SimulatedEngine(capacity: 2);
        uint first = RecordingFace.StartHost(s.Engine, new RecordingFace(), "a.test");
        RecordingFace.StartHost(s.Engine, new RecordingFace(), "b.test");
        Assert.Equal(0u, RecordingFace.StartHost(s.Engine, new RecordingFace(), "c.test"));
        s.Engine.Cancel(first);
        s.Pump();
        Assert.NotEqual(0u, RecordingFace.StartHost(s.Engine, new RecordingFace(), "c.test"));
    }

    [Fact]
    public void TryClose_WithLookUps_CancelsThemAndRefusesLaterOnes()
    {
        using var s = new SimulatedEngine();
        RecordingFace early = new(), late = new();
        RecordingFace.StartHost(s.Engine, early, "early.test");
        Assert.True(s.Engine.TryClose(s.Now, cancels: true));
        Assert.Equal(0u, RecordingFace.StartHost(s.Engine, late, "late.test"));
        Assert.Equal((1, 0), (early.Cancels, late.Cancels));
        Assert.Equal((1, 0, 1, 0), Counts(s));
    }

    [Fact]
    public void TryClose_CellStillWithAStarter_WaitsForIt()
    {
        using var s = new SimulatedEngine();
        var face = new RecordingFace();
        var request = LookupRequest.ProtocolByNumber(6);
        Assert.True(s.Engine.TryBegin(request, face, default, out _, out int cell));
        Assert.False(s.Engine.TryClose(s.Now, cancels: true));
        Assert.Equal(1, face.Cancels);
        s.Engine.Submit(cell);
        Assert.True(s.Engine.TryClose(s.Now, cancels: true));
        Assert.Equal((1, 0, 1, 0), Counts(s));
    }

    [Fact]
    public void Cancel_EngineAsleep_IsRousedOnce()
    {
        using var s = new SimulatedEngine();
        uint first = RecordingFace.StartHost(s.Engine, new RecordingFace(), "a.test");
        uint second = RecordingFace.StartHost(s.Engine, new RecordingFace(), "b.test");
        Assert.Equal([PumpDuty.Start], s.Roused);
        s.Pump();
        Assert.True(s.Engine.Submissions.TrySleep());
        s.Engine.Cancel(first);
        s.Engine.Cancel(second);
        Assert.Equal([PumpDuty.Start, PumpDuty.Wake], s.Roused);
    }

    private static (long, long, long, int) Counts(SimulatedEngine s) =>
        (s.Engine.Counts.Started, s.Engine.Counts.Completed, s.Engine.Counts.Cancelled, s.Engine.Counts.Rented);
}
