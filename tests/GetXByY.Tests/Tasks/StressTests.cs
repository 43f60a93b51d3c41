using System.Net.Sockets;
using GetXByY.Engine;
using GetXByY.Testing;

namespace GetXByY.Tests.Tasks;

/// <summary>Thousands of look-ups over real sockets that are answered, delayed, truncated, lied to, ignored and cancelled
/// at random; what is asserted are laws of conservation.</summary>
public sealed class StressTests
{
    private const int Seed = 20261122;
    private const int LookUps = 6000;

    [Fact]
    public async Task LookUps_OfEveryKindCancelledAtRandom_EndExactlyOnceAndLeaveNothing()
    {
        await using var f = new NameResolverFixture(o => o.AttemptTimeout = TimeSpan.FromSeconds(10));
        Script(f.Server);
        var random = new Random(Seed);
        var ends = new int[LookUps];
        List<Task> tasks = [];
        for (int i = 0; i < LookUps; i++)
        {
            int number = i;
            string kind = s_kinds[random.Next(s_kinds.Length)];
            // Silent names only end by their cancel in reasonable time.
            int cancelAfter = kind == "silent" || random.Next(3) == 0 ? random.Next(4) : -1;
            tasks.Add(LookUpAsync(f.Resolver, $"{kind}.test", cancelAfter, kind, () => ends[number]++));
            if (tasks.Count % 200 == 0)
                await Task.WhenAll(tasks);
        }
        await Task.WhenAll(tasks);
        LookupEngine engine = f.Resolver.Engine;
        Assert.True(SpinWait.SpinUntil(
            () => engine.Counts.Rented == 0 && engine.Resolver.Outstanding == 0, TimeSpan.FromSeconds(30)));
        EngineCounts counts = engine.Counts;
        Assert.Equal((LookUps, LookUps), (counts.Started, counts.Completed + counts.Cancelled));
        Assert.All(ends, e => Assert.Equal(1, e));
        Assert.InRange(counts.Cancelled, 1, LookUps - 1);
    }

    private static readonly string[] s_kinds = ["answers", "slow", "truncated", "forged", "silent", "none", "fails", "cut"];

    private static void Script(LoopbackNameServer server)
    {
        foreach (string kind in s_kinds.Where(k => k != "none"))
            server.Add($"{kind}.test", "192.0.2.1");
        server.Behave("slow.test", ServerBehaviour.Answer.After(TimeSpan.FromMilliseconds(3)));
        server.Behave("truncated.test", ServerBehaviour.Truncated);
        server.Behave("forged.test", ServerBehaviour.AllOf(ServerBehaviour.WrongId, ServerBehaviour.WrongName, ServerBehaviour.Answer));
        server.Behave("silent.test", ServerBehaviour.Silence);
        server.Behave("fails.test", ServerBehaviour.Code(AnswerCode.ServerFailure));
        server.Behave("cut.test", ServerBehaviour.Truncated.OverTcp(ServerBehaviour.DisconnectAfter(9)));
    }

    private static async Task LookUpAsync(NameResolver resolver, string name, int cancelAfter, string kind, Action end)
    {
        using var source = new CancellationTokenSource();
        Task<HostEntry> task = resolver.GetHostByNameAsync(name, AddressFamily.InterNetwork, source.Token).AsTask();
        for (int i = 0; i < cancelAfter; i++)
            await Task.Yield();
        if (cancelAfter >= 0)
            await source.CancelAsync();
        try
        {
            HostEntry entry = await task;
            Assert.Contains(kind, (string[])["answers", "slow", "truncated", "forged"]);
            Assert.Equal((name, "192.0.2.1"), (entry.Name, Assert.Single(entry.Addresses).ToString()));
        }
        catch (OperationCanceledException e)
        {
            Assert.Equal(source.Token, e.CancellationToken);
        }
        catch (LookupException e)
        {
            Assert.True(kind switch
            {
                "none" => e.Error == LookupError.HostNotFound,
                "fails" or "cut" => e.Error == LookupError.TryAgain,
                _ => false,
            }, $"{kind}: {e.Message}");
        }
        end();
    }
}
