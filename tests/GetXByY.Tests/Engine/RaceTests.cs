using GetXByY.Lookups;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>Real threads that race on purpose; what is asserted are laws of conservation.</summary>
public sealed class RaceTests
{
    private const int Rounds = 40_000;

    [Fact]
    public async Task StartCancelAnswer_OnManyThreads_EndEachLookUpExactlyOnce()
    {
        using var s = new SimulatedEngine(capacity: 512);
        var faces = new RecordingFace[Rounds];
        long wins = 0, losses = 0;
        using var stop = new CancellationTokenSource();
        Task pump = Task.Run(() => PumpAndAnswer(s, stop.Token));
        await Task.WhenAll(Enumerable.Range(0, 2).Select(t => Task.Run(() =>
        {
            for (int i = t; i < Rounds; i += 2)
            {
                var face = faces[i] = new RecordingFace();
                uint handle;
                // Some are hosts that a server answers, the others are answered by the engine's turn.
                while ((handle = RecordingFace.StartHost(s.Engine, face, i % 3 == 0 ? "127.0.0.1" : "name.test.")) == 0)
                    Thread.Yield();
                for (int spin = i % 97 * 8; spin > 0; spin--)
                    Thread.SpinWait(1);
                CancelOutcome outcome = s.Engine.Cancel(handle);
                Assert.NotEqual(CancelOutcome.Unknown, outcome);
                bool won = outcome <= CancelOutcome.CancelledInFlight;
                Interlocked.Increment(ref won ? ref wins : ref losses);
                // A success is final at once; a refusal means that the memory is.
                Assert.Equal(won ? 1 : 0, face.Cancels);
                Assert.Equal(won ? 0 : 1, won ? face.Completions : face.Writes);
            }
        })));
        Assert.True(SpinWait.SpinUntil(() => s.Engine.Counts.Rented == 0, TimeSpan.FromSeconds(30)));
        stop.Cancel();
        await pump;
        s.Pass(TimeSpan.FromMilliseconds(110));
        Assert.All(faces, f => Assert.Equal(1, f.Completions + f.Cancels));
        Assert.All(faces, f => Assert.True(f.Posts == f.Completions && f.Writes >= f.Posts));
        Assert.Equal((Rounds, losses, wins), (s.Engine.Counts.Started, s.Engine.Counts.Completed, s.Engine.Counts.Cancelled));
        Assert.Equal((0, 0), (s.Engine.Resolver.Outstanding, s.Network.OpenCount));
    }

    [Fact]
    public async Task Cells_RentedAndReturnedByMany_AreNeverSharedNorLost()
    {
        var cells = new LookupCells(64);
        int[] owners = new int[64];
        await Task.WhenAll(Enumerable.Range(1, 4).Select(t => Task.Run(() =>
        {
            for (int i = 0; i < 50_000; i++)
            {
                if (!cells.TryRent(out int cell))
                    continue;
                Assert.Equal(0, Interlocked.Exchange(ref owners[cell], t));
                Assert.Equal(t, Interlocked.Exchange(ref owners[cell], 0));
                cells.Return(cell);
            }
        })));
        Assert.Equal(0, cells.Rented);
        for (int i = 0; i < 64; i++)
            Assert.True(cells.TryRent(out _));
        Assert.False(cells.TryRent(out _));
    }

    [Fact]
    public async Task Submissions_PushedByManyWhileThePumpSleeps_AreAllTakenAndWakeItOncePerSleep()
    {
        const int pushers = 3, each = 20_000;
        var cells = new LookupCells(pushers * each);
        var submissions = new Submissions(cells);
        for (int i = 0; i < pushers * each; i++)
            cells.TryRent(out _);
        int wakes = 0, sleeps = 1, taken = 0;
        Task[] tasks = [.. Enumerable.Range(0, pushers).Select(p => Task.Run(() =>
        {
            for (int i = 0; i < each; i++)
            {
                if (submissions.Push(p * each + i) != PumpDuty.None)
                    Interlocked.Increment(ref wakes);
            }
        }))];
        while (taken < pushers * each)
        {
            for (int cell = submissions.TakeSubmitted(); cell >= 0; cell = cells[cell].SubmitLink)
                taken++;
            if (taken < pushers * each && submissions.TrySleep())
            {
                sleeps++;
                int seen = Volatile.Read(ref wakes);
                SpinWait.SpinUntil(() => Volatile.Read(ref wakes) >= sleeps || Volatile.Read(ref wakes) > seen);
            }
        }
        await Task.WhenAll(tasks);
        Assert.Equal((sleeps, -1), (wakes, submissions.TakeSubmitted()));
    }

    private static void PumpAndAnswer(SimulatedEngine s, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            s.Engine.Turn(s.Now);
            while (s.Network.Sent.TryDequeue(out SentMessage? query))
            {
                if (s.Network.OpenChannels.Contains(query.Channel))
                    s.Engine.Resolver.OnMessage(query.Channel, new Reply(query).Address("192.0.2.1").Bytes, s.Now);
            }
        }
    }
}
