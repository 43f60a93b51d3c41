using System.Net;
using GetXByY.Dns.Resolution;

namespace GetXByY.Tests.Simulation;

/// <summary>A network without sockets: keeps what was sent until the test answers, loses or forges it.</summary>
internal sealed class VirtualNetwork(IReadOnlyList<IPEndPoint> servers) : ITransport
{
    private readonly List<IPEndPoint> _servers = [.. servers];
    private readonly Dictionary<int, (int Server, bool OverTcp)> _open = [];

    /// <summary>What was sent and not taken by the test yet.</summary>
    internal Queue<SentMessage> Sent { get; } = new();

    /// <summary>The connections that were begun and not answered by the test yet.</summary>
    internal Queue<int> Opening { get; } = new();

    internal int OpenCount => _open.Count;

    internal IEnumerable<int> OpenChannels => _open.Keys;

    /// <summary>What the next sends come to.</summary>
    internal SendOutcome Outcome { get; set; } = SendOutcome.Sent;

    /// <summary>How many sockets there may be.</summary>
    internal int MaxOpen { get; set; } = int.MaxValue;

    internal int Opened { get; private set; }

    public long Overflow { get; set; }

    /// <summary>The UDP sockets that were said to be shared, in their order.</summary>
    internal List<int> Shared { get; } = [];

    /// <summary>How often a socket was not to be had.</summary>
    internal int Refused { get; private set; }

    /// <summary>Adds servers; those that are known keep their numbers.</summary>
    internal void Know(IEnumerable<IPEndPoint> others) => _servers.AddRange(others.Except(_servers).ToList());

    public bool TryOpenDatagram(int channel, IPEndPoint server)
    {
        if (_open.Count >= MaxOpen)
        {
            Refused++;
            return false;
        }
        Open(channel, server, overTcp: false);
        return true;
    }

    public void OnShared(int channel) => Shared.Add(channel);

    public void OpenStream(int channel, IPEndPoint server)
    {
        Open(channel, server, overTcp: true);
        Opening.Enqueue(channel);
    }

    public SendOutcome Send(int channel, ReadOnlySpan<byte> message) => Send(channel, message, isAlone: false);

    public SendOutcome SendAlone(int channel, ReadOnlySpan<byte> message) => Send(channel, message, isAlone: true);

    public void Close(int channel) => Assert.True(_open.Remove(channel), "a channel was closed twice");

    private SendOutcome Send(int channel, ReadOnlySpan<byte> message, bool isAlone)
    {
        (int server, bool overTcp) = _open[channel];
        if (Outcome == SendOutcome.Sent)
            Sent.Enqueue(new SentMessage(channel, server, overTcp, message.ToArray()) { IsAlone = isAlone });
        return Outcome;
    }

    private void Open(int channel, IPEndPoint server, bool overTcp)
    {
        Assert.True(_open.TryAdd(channel, (_servers.IndexOf(server), overTcp)), "a channel was opened twice");
        Opened++;
    }
}
