using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using GetXByY.Connecting;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Connecting;

/// <summary>The race in virtual time, with attempts that end when the test says so.</summary>
public sealed class ConnectionRaceTests
{
    private const string Six = "2001:db8::1";
    private const string OtherSix = "2001:db8::2";
    private const string Four = "192.0.2.1";
    private const string OtherFour = "192.0.2.2";
    private static readonly TimeSpan s_delay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);

    private readonly TimerTime _time = new();
    // What comes has come when Come returns.
    private readonly Channel<IPAddress> _addresses =
        Channel.CreateUnbounded<IPAddress>(new() { AllowSynchronousContinuations = true });
    private readonly CancellationTokenSource _source = new();
    private ScriptedConnects _connects = new();
    private ConnectionRace _race = null!;

    [Fact]
    public async Task Run_FirstConnects_TriesNoOther()
    {
        Task<Socket?> run = Run(Six, Four);
        await _connects.WaitForAsync(1);
        _connects.Connect(Six);
        Assert.Same(_connects.Sockets[0], await run.WaitAsync(s_long));
        Assert.Equal([Six], _connects.Begun);
        AssertOver();
    }

    // RFC 8305 section 5.
    [Fact]
    public async Task Run_FirstIsSilent_TriesTheNextAfterTheDelayAndNotBefore()
    {
        Task<Socket?> run = Run(Six, OtherSix, Four);
        await PassAlmostTheDelayAsync(1);
        Assert.Equal([Six], _connects.Begun);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await PassAlmostTheDelayAsync(2);
        Assert.Equal([Six, Four], _connects.Begun);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await _connects.WaitForAsync(3);
        Assert.Equal([Six, Four, OtherSix], _connects.Begun);
        // The first may still win.
        _connects.Connect(Six);
        Assert.Same(_connects.Sockets[0], await run.WaitAsync(s_long));
        Assert.Equal([OtherSix, Four], _connects.Cancelled.OrderDescending());
        AssertOver();
    }

    [Fact]
    public async Task Run_AttemptFails_TriesTheNextAtOnce()
    {
        Task<Socket?> run = Run(Six, Four);
        await _connects.WaitForAsync(1);
        _connects.Fail(Six, SocketError.ConnectionRefused);
        await _connects.WaitForAsync(2);
        _connects.Connect(Four);
        Assert.Same(_connects.Sockets[0], await run.WaitAsync(s_long));
        Assert.Equal(SocketError.ConnectionRefused, Assert.Single(_race.Failed).Error.SocketErrorCode);
        AssertOver();
    }

    [Fact]
    public async Task Run_AllFailAtOnce_TellsOfEach()
    {
        _connects.AtOnce[Six] = SocketError.NetworkUnreachable;
        _connects.AtOnce[Four] = SocketError.ConnectionRefused;
        Assert.Null(await Run(Six, Four).WaitAsync(s_long));
        Assert.Equal(
            [(Six, SocketError.NetworkUnreachable), (Four, SocketError.ConnectionRefused)],
            _race.Failed.Select(f => (f.EndPoint.Address.ToString(), f.Error.SocketErrorCode)));
        Assert.All(_race.Failed, f => Assert.Equal(443, f.EndPoint.Port));
        AssertOver();
    }

    // Section 4: a family that does not work at all does not hold up the other with many addresses.
    [Fact]
    public async Task Run_ManyOfOneFamily_TakesTheFamiliesInTurn()
    {
        foreach (string address in new[] { Six, OtherSix, "2001:db8::3", Four, OtherFour })
            _connects.AtOnce[address] = SocketError.NetworkUnreachable;
        Assert.Null(await Run(Six, OtherSix, "2001:db8::3", Four, OtherFour).WaitAsync(s_long));
        Assert.Equal([Six, Four, OtherSix, OtherFour, "2001:db8::3"], _connects.Begun);
    }

    [Fact]
    public async Task Run_AddressComesLate_IsTriedBeforeThoseOfTheFamilyThatHadItsTurn()
    {
        Task<Socket?> run = Begin();
        Come(Four, OtherFour);
        await _connects.WaitForAsync(1);
        Come(Six);
        _addresses.Writer.Complete();
        await PassTheDelayAsync();
        await _connects.WaitForAsync(2);
        Assert.Equal([Four, Six], _connects.Begun);
        _connects.Connect(Six);
        await run.WaitAsync(s_long);
        AssertOver();
    }

    [Fact]
    public async Task Run_AddressesAreMissing_WaitsForNoneOfThem()
    {
        Task<Socket?> run = Begin();
        Come(Four);
        await _connects.WaitForAsync(1);
        _connects.Connect(Four);
        Assert.NotNull(await run.WaitAsync(s_long));
        AssertOver();
    }

    [Fact]
    public async Task Run_AllKnownFailed_WaitsForThoseThatAreMissing()
    {
        _connects.AtOnce[Four] = SocketError.ConnectionRefused;
        Task<Socket?> run = Begin();
        Come(Four);
        await _connects.WaitForAsync(1);
        Come(Six);
        await _connects.WaitForAsync(2);
        _connects.Connect(Six);
        Assert.NotNull(await run.WaitAsync(s_long));
        AssertOver();
    }

    [Fact]
    public async Task Run_NoAddress_ThrowsWhatTheLookupThrew()
    {
        var failure = new LookupException(LookupError.HostNotFound, "nobody");
        Task<Socket?> run = Begin();
        _addresses.Writer.Complete(failure);
        Assert.Same(failure, await Assert.ThrowsAsync<LookupException>(() => run).WaitAsync(s_long));
    }

    // What came before may still do.
    [Fact]
    public async Task Run_LookupFailsAfterAnAddress_GoesOnWithThat()
    {
        Task<Socket?> run = Begin();
        Come(Four);
        await _connects.WaitForAsync(1);
        _addresses.Writer.Complete(new LookupException(LookupError.NetworkDown, "down"));
        _connects.Connect(Four);
        Assert.NotNull(await run.WaitAsync(s_long));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Run_CancelledWithSoManyAttempts_EndsThemBeforeTheCancelReturns(int attempts)
    {
        Task<Socket?> run = Begin();
        Come([.. new[] { Six, Four }.Take(attempts)]);
        if (attempts > 0)
            await _connects.WaitForAsync(1);
        if (attempts == 2)
        {
            await PassTheDelayAsync();
            await _connects.WaitForAsync(2);
        }
        _source.Cancel();
        Assert.Equal(_connects.Begun.Order(), _connects.Cancelled.Order());
        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run).WaitAsync(s_long);
        Assert.Equal(_source.Token, e.CancellationToken);
        AssertOver();
    }

    [Fact]
    public async Task Run_CancelledBefore_TriesNothing()
    {
        _source.Cancel();
        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Run(Six)).WaitAsync(s_long);
        Assert.Equal(_source.Token, e.CancellationToken);
        Assert.Empty(_connects.Begun);
    }

    [Fact]
    public async Task Run_LoserConnectsJustThen_IsClosed()
    {
        _connects = new ScriptedConnects { ConnectsAtCancel = true };
        Task<Socket?> run = Run(Six, Four);
        await _connects.WaitForAsync(1);
        await PassTheDelayAsync();
        await _connects.WaitForAsync(2);
        _connects.Connect(Four);
        Socket? winner = await run.WaitAsync(s_long);
        Assert.Equal(2, _connects.Sockets.Count);
        Assert.Equal([winner!], _connects.Sockets.Where(s => !s.SafeHandle.IsClosed));
    }

    [Fact]
    public async Task Run_CancelledWhenConnected_ClosesTheSocketOrGivesIt()
    {
        _connects = new ScriptedConnects { ConnectsAtCancel = true };
        Task<Socket?> run = Run(Six);
        await _connects.WaitForAsync(1);
        _source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run).WaitAsync(s_long);
        Assert.True(Assert.Single(_connects.Sockets).SafeHandle.IsClosed);
    }

    private Task<Socket?> Run(params string[] addresses)
    {
        Come(addresses);
        _addresses.Writer.Complete();
        return Begin();
    }

    private Task<Socket?> Begin()
    {
        _race = new ConnectionRace(443, s_delay, _time, _connects.StartAsync, _source.Token);
        return _race.RunAsync(_addresses.Reader.ReadAllAsync());
    }

    private void Come(params string[] addresses)
    {
        foreach (string address in addresses)
            Assert.True(_addresses.Writer.TryWrite(IPAddress.Parse(address)));
    }

    private async Task PassAlmostTheDelayAsync(int attempts)
    {
        await _connects.WaitForAsync(attempts);
        await _time.WaitForTimerAsync(s_delay).WaitAsync(s_long);
        _time.Advance(s_delay - TimeSpan.FromMilliseconds(1));
    }

    private async Task PassTheDelayAsync()
    {
        await _time.WaitForTimerAsync(s_delay).WaitAsync(s_long);
        _time.Advance(s_delay);
    }

    // Nothing of it is left: no timer, and nobody reads addresses.
    private void AssertOver()
    {
        Assert.Equal(0, _time.Armed);
        Assert.False(_connects.Begun.Count == 0 && _connects.Cancelled.Count > 0);
        _race.Dispose();
    }
}
