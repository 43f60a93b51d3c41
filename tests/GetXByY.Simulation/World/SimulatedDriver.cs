using System.Net;
using GetXByY.Dns.Resolution;
using GetXByY.Dns.Transport;
using GetXByY.Tests.Simulation;

namespace GetXByY.Simulation;

/// <summary>The driver of one engine: its channels into the virtual network.</summary>
internal sealed class SimulatedDriver(Scheduler scheduler, SimulatedNetwork network, EngineFailures failures) : IDriver
{
    private readonly Dictionary<int, SimulatedChannel> _open = [];
    private readonly Dictionary<string, int> _questions = [];
    // As long as the wait of Windows waits for a wake-up before it tests it, in virtual milliseconds.
    private const long LongestDeafWait = 1000;

    private bool _isBroken;
    private bool _isWoken;
    private bool _isWaitedFor;
    private long _unheard;

    internal bool IsDisposed { get; private set; }

    /// <summary>Whether a call of it has failed: its engine goes down.</summary>
    internal bool HasFailed { get; private set; }

    /// <summary>Whether its wake-ups are lost: its engine goes down when the pump has waited for one in vain.</summary>
    internal bool IsDeaf { get; private set; }

    internal int OpenCount => _open.Count;

    public bool TryOpenDatagram(int channel, IPEndPoint server)
    {
        MayFail();
        if (!network.MayOpenDatagram(_open.Values.Count(static c => !c.OverTcp)))
            return false;
        Open(channel, server, overTcp: false);
        return true;
    }

    public void OpenStream(int channel, IPEndPoint server)
    {
        MayFail();
        network.Connect(Open(channel, server, overTcp: true));
    }

    public SendOutcome Send(int channel, ReadOnlySpan<byte> message)
    {
        MayFail();
        return network.Send(_open[channel], message);
    }

    public void Close(int channel)
    {
        MayFail();
        if (!_open.Remove(channel, out SimulatedChannel? closed))
        {
            scheduler.Violate($"channel {channel} was closed twice");
            return;
        }
        closed.IsOpen = false;
    }

    public void Deliver(StubResolvers resolvers, uint now)
    {
        MayFail();
        _isWoken = false;
        while (network.TakeDue(this) is NetworkEvent due)
            due.Happen(resolvers, now);
    }

    public void Wait(uint milliseconds)
    {
        MayFail();
        if (_isWaitedFor)
            scheduler.Violate("an engine has two pumps: both wait");
        _isWaitedFor = true;
        if (SimulatedThread.Current!.Role is ThreadRole.Program or ThreadRole.Worker)
            network.CountPumping(SimulatedThread.Current.Role);
        bool isHeard = scheduler.Wait(
            () => _isWoken || network.HasDue(this), failures.CanLoseWake ? Math.Min(milliseconds, LongestDeafWait) : milliseconds);
        _isWaitedFor = false;
        if (IsDeaf && !isHeard && (_unheard += milliseconds) >= LongestDeafWait)
        {
            HasFailed = true;
            throw new InvalidOperationException("The engine's thread cannot be woken.");
        }
    }

    public void Wake()
    {
        scheduler.Step();
        if (!IsDisposed && failures.LosesWake())
            IsDeaf = true;
        _isWoken |= !IsDeaf;
    }

    public void Dispose()
    {
        foreach (SimulatedChannel channel in _open.Values)
            channel.IsOpen = false;
        _open.Clear();
        IsDisposed = true;
    }

    /// <summary>Ends the wait, and makes every further call fail.</summary>
    internal void Break() => _isBroken = _isWoken = true;

    /// <summary>How often a question was asked, this time included.</summary>
    internal int CountQuestion(SentMessage query)
    {
        string question = $"{query.Name.ToLowerInvariant()} {query.Type}";
        return _questions[question] = _questions.GetValueOrDefault(question) + 1;
    }

    /// <summary>Another open channel, for a message that comes to the wrong port.</summary>
    internal SimulatedChannel? OtherThan(SimulatedChannel channel, bool sameServer) =>
        _open.Values.FirstOrDefault(c => c != channel && !c.OverTcp && c.Server.Equals(channel.Server) == sameServer);

    private void MayFail()
    {
        if (IsDisposed)
            scheduler.Violate("a driver was used that was disposed of");
        try
        {
            failures.MayStrike();
            if (_isBroken)
                throw new InvalidOperationException("a failure that the test wants");
        }
        catch (InvalidOperationException)
        {
            HasFailed = true;
            throw;
        }
    }

    private SimulatedChannel Open(int channel, IPEndPoint server, bool overTcp)
    {
        var opened = new SimulatedChannel(this, channel, server, overTcp);
        if (!_open.TryAdd(channel, opened))
            scheduler.Violate($"channel {channel} was opened twice");
        return opened;
    }
}
