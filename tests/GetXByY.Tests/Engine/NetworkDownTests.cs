using GetXByY.Engine;

namespace GetXByY.Tests.Engine;

/// <summary>An engine whose thread meets what it cannot go on after.</summary>
public sealed class NetworkDownTests : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly BreakableWorld _world = new();
    private readonly NameResolver _resolver;

    public NetworkDownTests() => _resolver = new NameResolver(
        new NameResolverOptions
        {
            ResolvConfPath = "",
            NsSwitchPath = "",
            HostsPath = "",
            ServicesPath = "",
            ProtocolsPath = "",
            AttemptTimeout = s_patience,
        },
        _world);

    public ValueTask DisposeAsync() => _resolver.DisposeAsync();

    [Fact]
    public void Failure_AtFirst_IsNull() => Assert.Null(_resolver.Failure);

    [Fact]
    public async Task Lookup_OutstandingWhenTheThreadFails_EndsWithNetworkDownAndTheReason()
    {
        Lookup<HostEntry> host = await StartAskedAsync();
        var failure = new InvalidOperationException("The wheel has come off.");
        _world.Driver.Break(failure);
        LookupException e = await Assert.ThrowsAsync<LookupException>(() => host.Completion.WaitAsync(s_patience));
        Assert.Equal(LookupError.NetworkDown, e.Error);
        Assert.Equal(System.Net.Sockets.SocketError.NetworkDown, e.SocketErrorCode);
        Assert.Equal(
            "Could not look up host 'www.test': the resolver has failed and must be made anew " +
            "(InvalidOperationException: The wheel has come off).",
            e.Message);
        Assert.Same(failure, _resolver.Failure);
        Assert.Equal(LookupState.Completed, host.State);
    }

    [Fact]
    public async Task Lookup_WhoseSendingFails_EndsWithNetworkDown()
    {
        _world.Driver.BreakSending(new OutOfMemoryException("no more"));
        LookupResult<HostEntry> result =
            await _resolver.TryGetHostByNameAsync("www.test").AsTask().WaitAsync(s_patience);
        Assert.Equal(LookupError.NetworkDown, result.Error);
        Assert.Contains("OutOfMemoryException: no more", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AfterAFailure_FailsTheSameWay()
    {
        await BreakAsync();
        LookupException e = await Assert.ThrowsAsync<LookupException>(
            async () => await _resolver.GetServiceByNameAsync("http"));
        Assert.Equal(LookupError.NetworkDown, e.Error);
        Assert.Contains("InvalidOperationException: gone", e.Message, StringComparison.Ordinal);
        LookupResult<ProtocolEntry> result = await _resolver.TryGetProtocolByNumberAsync(6);
        Assert.Equal(LookupError.NetworkDown, result.Error);
        Assert.Equal(0u, _resolver.StartGetProtocolByNumber(6).Handle);
    }

    [Fact]
    public async Task Cancel_AfterAFailure_FindsWhatItAlwaysFinds()
    {
        Lookup<HostEntry> cancelled = await StartAskedAsync();
        Assert.Equal(CancelOutcome.CancelledInFlight, cancelled.Cancel());
        Lookup<HostEntry> ended = await BreakAsync();
        Assert.Equal(CancelOutcome.AlreadyCancelled, cancelled.Cancel());
        Assert.Equal(CancelOutcome.AlreadyCompleted, ended.Cancel());
        Assert.Equal(CancelOutcome.Unknown, _resolver.Cancel(ended.Handle + 1_000_000_000));
        Assert.Equal(0, _resolver.CancelAll());
    }

    [Fact]
    public async Task Dispose_AfterAFailure_EndsAndNothingIsLeft()
    {
        await BreakAsync();
        await _resolver.DisposeAsync().AsTask().WaitAsync(s_patience);
        Assert.True(_world.Driver.IsDisposed);
        EngineCounts counts = _resolver.Engine.Counts;
        Assert.Equal(counts.Started, counts.Completed + counts.Cancelled);
        Assert.Equal(0, counts.Rented);
        Assert.Equal(0, _resolver.Engine.Resolver.Outstanding);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await _resolver.GetServiceByNameAsync("http"));
    }

    // A look-up that had been asked for when the engine failed, and has ended with it.
    private async Task<Lookup<HostEntry>> BreakAsync()
    {
        Lookup<HostEntry> host = await StartAskedAsync();
        _world.Driver.Break(new InvalidOperationException("gone"));
        await Assert.ThrowsAsync<LookupException>(() => host.Completion.WaitAsync(s_patience));
        return host;
    }

    private async Task<Lookup<HostEntry>> StartAskedAsync()
    {
        Lookup<HostEntry> host = _resolver.StartGetHostByName("www.test");
        await _world.Driver.Sent.Task.WaitAsync(s_patience);
        return host;
    }
}
