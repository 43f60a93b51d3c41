using System.Net;
using GetXByY.Dns.Resolution;
using GetXByY.Dns.Transport;
using GetXByY.Tests.Simulation;

namespace GetXByY.Simulation;

/// <summary>The driver of one engine: its channels into the virtual network.</summary>
internal sealed class SimulatedDriver(Scheduler scheduler, SimulatedNetwork network) : IDriver
{
    private readonly Dictionary<int, SimulatedChannel> _open = [];
    private readonly Dictionary<string, int> _questions = [];
    private bool _isWoken;

    internal bool IsDisposed { get; private set; }

    internal int OpenCount => _open.Count;

    public bool TryOpenDatagram(int channel, IPEndPoint server)
    {
        if (!network.MayOpenDatagram(_open.Values.Count(static c => !c.OverTcp)))
            return false;
        Open(channel, server, overTcp: false);
        return true;
    }

    public void OpenStream(int channel, IPEndPoint server) =>
        network.Connect(Open(channel, server, overTcp: true));

    public SendOutcome Send(int channel, ReadOnlySpan<byte> message) => network.Send(_open[channel], message);

    public void Close(int channel)
    {
        if (!_open.Remove(channel, out SimulatedChannel? closed))
        {
            scheduler.Violate($"channel {channel} was closed twice");
            return;
        }
        closed.IsOpen = false;
    }

    public void Deliver(StubResolver resolver, uint now)
    {
        _isWoken = false;
        while (network.TakeDue(this) is NetworkEvent due)
            due.Happen(resolver, now);
    }

    public void Wait(uint milliseconds) => scheduler.Wait(() => _isWoken || network.HasDue(this), milliseconds);

    public void Wake()
    {
        scheduler.Step();
        _isWoken = true;
    }

    public void Dispose()
    {
        foreach (SimulatedChannel channel in _open.Values)
            channel.IsOpen = false;
        _open.Clear();
        IsDisposed = true;
    }

    /// <summary>How often a question was asked, this time included.</summary>
    internal int CountQuestion(SentMessage query)
    {
        string question = $"{query.Name} {query.Type}";
        return _questions[question] = _questions.GetValueOrDefault(question) + 1;
    }

    /// <summary>Another open channel, for a message that comes to the wrong port.</summary>
    internal SimulatedChannel? OtherThan(SimulatedChannel channel, bool sameServer) =>
        _open.Values.FirstOrDefault(c => c != channel && !c.OverTcp && c.Server.Equals(channel.Server) == sameServer);

    private SimulatedChannel Open(int channel, IPEndPoint server, bool overTcp)
    {
        var opened = new SimulatedChannel(this, channel, server, overTcp);
        if (!_open.TryAdd(channel, opened))
            scheduler.Violate($"channel {channel} was opened twice");
        return opened;
    }
}
