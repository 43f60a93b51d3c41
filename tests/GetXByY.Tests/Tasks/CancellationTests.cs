using System.Net.Sockets;
using GetXByY.Testing;

namespace GetXByY.Tests.Tasks;

/// <summary>What cancelling means on the Task face.</summary>
public sealed class CancellationTests
{
    [Fact]
    public async Task Token_FiresInFlight_ThrowsWithTheCallersToken()
    {
        await using var f = new NameResolverFixture();
        f.Server.BehaveByDefault(ServerBehaviour.Silence);
        using var source = new CancellationTokenSource();
        ValueTask<HostEntry> task = f.Resolver.GetHostByNameAsync("slow.test", source.Token);
        await f.Server.WaitForQueriesAsync(2);
        source.Cancel();
        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await task);
        Assert.Equal(source.Token, e.CancellationToken);
    }

    [Fact]
    public async Task Token_AlreadyFired_ThrowsWithoutAQuery()
    {
        await using var f = new NameResolverFixture();
        var token = new CancellationToken(canceled: true);
        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await f.Resolver.GetHostByNameAsync("a.test", token));
        Assert.Equal(token, e.CancellationToken);
        Assert.Equal(0, f.Server.QueryCount);
    }

    [Fact]
    public async Task Token_OfATry_ThrowsToo()
    {
        await using var f = new NameResolverFixture();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await f.Resolver.TryGetHostByNameAsync("a.test", cancellationToken: new CancellationToken(true)));
    }

    [Fact]
    public async Task Token_AfterTheResult_ChangesNothing()
    {
        await using var f = new NameResolverFixture();
        f.Server.Add("www.test", "192.0.2.1");
        using var source = new CancellationTokenSource();
        Task<HostEntry> task = f.Resolver.GetHostByNameAsync("www.test", source.Token).AsTask();
        await task;
        source.Cancel();
        Assert.True(task.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Cancel_LateAnswer_IsNotDelivered()
    {
        await using var f = new NameResolverFixture();
        var gate = new ServerGate();
        f.Server.Add("late.test", "192.0.2.1");
        f.Server.Behave("late.test", ServerBehaviour.Answer.HeldBy(gate));
        Lookup<HostEntry> lookup = f.Resolver.StartGetHostByName("late.test", AddressFamily.InterNetwork);
        await gate.WaitForHeldAsync(1);
        Assert.Equal(CancelOutcome.CancelledInFlight, lookup.Cancel());
        gate.Release();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lookup.Completion);
        Assert.Equal(CancelOutcome.AlreadyCancelled, lookup.Cancel());
        Assert.Equal(LookupState.Cancelled, lookup.State);
        f.Server.Add("next.test", "192.0.2.2");
        Assert.Equal("next.test", (await f.Resolver.GetHostByNameAsync("next.test")).Name);
    }

    [Fact]
    public async Task Cancel_ByHandleOnTheResolver_IsTheSame()
    {
        await using var f = new NameResolverFixture();
        f.Server.BehaveByDefault(ServerBehaviour.Silence);
        Lookup<HostEntry> lookup = f.Resolver.StartGetHostByName("a.test");
        Assert.InRange(f.Resolver.Cancel(lookup.Handle), CancelOutcome.CancelledQueued, CancelOutcome.CancelledInFlight);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lookup.Completion);
    }

    [Fact]
    public async Task Group_Cancel_CancelsItsOwnOnly()
    {
        await using var f = new NameResolverFixture();
        f.Server.BehaveByDefault(ServerBehaviour.Silence);
        var group = new LookupGroup();
        Lookup<HostEntry>[] members = [.. Enumerable.Range(0, 200).Select(
            i => f.Resolver.StartGetHostByName($"n{i}.test", options: new LookupOptions { Group = group }))];
        Lookup<HostEntry> other = f.Resolver.StartGetHostByName("other.test");
        Assert.Equal(200, group.Cancel());
        foreach (Lookup<HostEntry> member in members)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => member.Completion);
        Assert.False(other.Completion.IsCompleted);
        Assert.Equal(0, group.Cancel());
        Assert.Equal(1, f.Resolver.CancelAll());
    }

    [Fact]
    public async Task Group_LookUpsThatEnded_LeaveIt()
    {
        await using var f = new NameResolverFixture();
        var group = new LookupGroup();
        for (int i = 0; i < 1000; i++)
            await f.Resolver.StartGetProtocolByNumber(6, new LookupOptions { Group = group }).Completion;
        Assert.InRange(group.Count, 1, 128);
    }

    [Fact]
    public async Task Cancel_ContinuationsThatBlock_DoNotRunOnTheCancellersStack()
    {
        await using var f = new NameResolverFixture();
        f.Server.BehaveByDefault(ServerBehaviour.Silence);
        using var source = new CancellationTokenSource();
        // A thread of its own: one of the pool's would be free for the continuation as soon as this method awaits.
        var canceller = new Thread(source.Cancel);
        bool? onCanceller = null;
        Task continuation = f.Resolver.GetHostByNameAsync("a.test", source.Token).AsTask().ContinueWith(
            _ => onCanceller = Thread.CurrentThread == canceller, TaskContinuationOptions.ExecuteSynchronously);
        canceller.Start();
        await continuation;
        canceller.Join();
        Assert.False(onCanceller);
    }

    [Fact]
    public async Task Cancel_AfterManyTokens_HoldsNothingOfThem()
    {
        await using var f = new NameResolverFixture();
        using var source = new CancellationTokenSource();
        List<WeakReference> tasks = [];
        for (int i = 0; i < 50; i++)
            tasks.Add(await LookUpAndForget(f.Resolver, source.Token));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        // The last one or two may still be on a stack or in a pool's slot.
        Assert.InRange(tasks.Count(t => t.IsAlive), 0, 4);
    }

    [Fact]
    public async Task CancelAll_RacingWithStarts_LeavesNoRegistration()
    {
        await using var f = new NameResolverFixture();
        using var source = new CancellationTokenSource();
        using var stop = new CancellationTokenSource();
        Task canceller = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
                f.Resolver.CancelAll();
        });
        List<WeakReference> tasks = [];
        for (int i = 0; i < 3000; i++)
            tasks.Add(await LookUpAndForgetAsync(f.Resolver, source.Token));
        await stop.CancelAsync();
        await canceller;
        await f.Resolver.DisposeAsync();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.InRange(tasks.Count(t => t.IsAlive), 0, 4);
    }

    [Fact]
    public async Task Cancel_ManyWhileOneAnswers_TheAnswerIsDelivered()
    {
        await using var f = new NameResolverFixture();
        f.Server.BehaveByDefault(ServerBehaviour.Silence);
        f.Server.Add("answers.test", "192.0.2.1");
        f.Server.Behave("answers.test", ServerBehaviour.Answer);
        Lookup<HostEntry>[] silent = [.. Enumerable.Range(0, 5000).Select(
            i => f.Resolver.StartGetHostByName($"n{i}.test", AddressFamily.InterNetwork))];
        Task cancelling = Task.Run(() => Array.ForEach(silent, l => l.Cancel()));
        Assert.Single((await f.Resolver.GetHostByNameAsync("answers.test", AddressFamily.InterNetwork)).Addresses);
        await cancelling;
        Assert.All(silent, l => Assert.Equal(CancelOutcome.AlreadyCancelled, l.Cancel()));
    }

    private static async Task<WeakReference> LookUpAndForgetAsync(NameResolver resolver, CancellationToken token)
    {
        Task<ProtocolEntry> task = resolver.GetProtocolByNumberAsync(6, token).AsTask();
        await Task.WhenAny(task);
        return new WeakReference(task);
    }

    private static async Task<WeakReference> LookUpAndForget(NameResolver resolver, CancellationToken token)
    {
        Task<ProtocolEntry> task = resolver.GetProtocolByNumberAsync(6, token).AsTask();
        await task;
        return new WeakReference(task);
    }
}
