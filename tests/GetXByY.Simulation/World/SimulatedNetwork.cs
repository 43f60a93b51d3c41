using System.Buffers.Binary;
using System.Net;
using GetXByY.Dns.Resolution;
using GetXByY.Tests.Simulation;

namespace GetXByY.Simulation;

/// <summary>A network that may do to messages and connections whatever a network can.</summary>
internal sealed class SimulatedNetwork(Scheduler scheduler, Choices choices, VirtualTime time, Tally tally)
{
    // The most that an honest message is on its way, in milliseconds; an attempt of the simulation lasts longer.
    private const int LongestDelay = 40;

    // How long an answer takes that nobody waits for any more.
    private const int Lateness = 1500;

    // How long an id rests at least: an attempt of the simulation lasts a second.
    private const int ShortestRest = 1000;

    private readonly List<NetworkEvent> _events = [];
    private readonly Dictionary<IPEndPoint, long> _killed = [];
    private long _downUntil;

    /// <summary>How often what servers know of the changing names has changed.</summary>
    internal int Version { get; set; }

    /// <summary>How often something goes wrong: once in so many messages; 0 for never.</summary>
    internal int FaultOneIn { get; set; }

    /// <summary>When the next message arrives; null when none is on its way.</summary>
    internal long? NextArrival
    {
        get
        {
            _events.RemoveAll(static e => !e.Channel.IsOpen);
            return _events.Count == 0 ? null : _events.Min(static e => e.At);
        }
    }

    /// <summary>A thread that waits for completions pumps, and sleeps in an engine's wait.</summary>
    internal void CountPumping(ThreadRole role) => tally["waits", role == ThreadRole.Worker ? "on a shift" : "pumping"]++;

    internal bool HasDue(SimulatedDriver driver)
    {
        foreach (NetworkEvent e in _events)
        {
            if (e.At <= time.Now && e.Channel.Driver == driver)
                return true;
        }
        return false;
    }

    internal NetworkEvent? TakeDue(SimulatedDriver driver)
    {
        for (int i = 0; i < _events.Count; i++)
        {
            NetworkEvent due = _events[i];
            if (due.At > time.Now || due.Channel.Driver != driver)
                continue;
            _events.RemoveAt(i);
            return due;
        }
        return null;
    }

    /// <summary>How many UDP sockets an engine may have; with one, all its queries share it.</summary>
    internal int MostDatagrams { get; set; } = int.MaxValue;

    internal bool MayOpenDatagram(int open) => open < MostDatagrams && !(IsDown() || Strikes(8, Fault.NoSocket));

    internal void Connect(SimulatedChannel channel)
    {
        int delay = choices.Between(0, LongestDelay);
        if (IsDown() || Strikes(3, Fault.StreamRefused))
            Fail(channel, delay);
        else if (!Strikes(6, Fault.Drop))
            At(delay, channel, static (resolver, number, now) => resolver.OnStreamOpened(number, now));
        if (Strikes(6, Fault.StreamClosed))
            Fail(channel, delay + choices.Between(0, LongestDelay));
    }

    internal SendOutcome Send(SimulatedChannel channel, ReadOnlySpan<byte> message)
    {
        if (!channel.IsOpen)
            scheduler.Violate("something was sent on a closed channel");
        if (IsDown() || Strikes(12, Fault.SendFailed))
            return SendOutcome.Failed;
        if (Strikes(8, Fault.SendFull))
            return SendOutcome.Full;
        var query = new SentMessage(channel.Number, 0, channel.OverTcp, message.ToArray());
        if (!channel.OverTcp && Strikes(8, Fault.SendFullLater))
        {
            At(0, channel, (resolver, number, now) => resolver.OnUnsent(number, query.Id, now));
            return SendOutcome.Sent;
        }
        channel.Asked.Add(query);
        if (!channel.OverTcp)
            CheckRest(channel, query.Id);
        int times = channel.Driver.CountQuestion(query);
        if (NameServer.IsClosed(query, channel.Server) || (!channel.OverTcp && Strikes(16, Fault.PortUnreachable)))
            Fail(channel, choices.Between(0, LongestDelay));
        else if (IsKilled(channel))
            OnKilled(channel);
        else if (NameServer.Answer(query, channel.Server, times, Version) is byte[] answer)
            Carry(channel, query, answer);
        return SendOutcome.Sent;
    }

    private void CheckRest(SimulatedChannel channel, ushort id)
    {
        if (channel.Unanswered.TryGetValue(id, out long sent) && time.Now - sent < ShortestRest)
            scheduler.Violate($"id {id} is used again while its answer may still come");
        channel.Unanswered[id] = time.Now;
    }

    private void Carry(SimulatedChannel channel, SentMessage query, byte[] answer)
    {
        int delay = choices.Between(0, LongestDelay) + NameServer.DelayOf(query, channel.Server);
        Forge(channel, query, answer);
        if (Strikes(2, Fault.Drop))
            return;
        if (channel.OverTcp)
        {
            CarryStream(channel, answer, delay);
            return;
        }
        if (Strikes(2, Fault.LateAnswer))
            delay += Lateness;
        else if (Strikes(3, Fault.Delay))
            delay *= 10;
        if (Strikes(3, Fault.Truncate))
            answer = answer[..choices.Below(answer.Length)];
        // A wrong octet in an address would pass for an answer: that is what the checksum of UDP is for. In front of the
        // answers it is the resolver's business.
        if (Strikes(3, Fault.Corrupt))
            answer = Corrupt(answer, query.QuestionEnd);
        if (Strikes(2, Fault.Duplicate))
            Arrive(channel, answer, delay + choices.Between(0, LongestDelay));
        Arrive(channel, answer, delay);
    }

    // In pieces that are cut anywhere, in their order; or the connection is closed behind any octet.
    private void CarryStream(SimulatedChannel channel, byte[] answer, int delay)
    {
        byte[] octets = [(byte)(answer.Length >> 8), (byte)answer.Length, .. answer];
        bool closes = Strikes(2, Fault.StreamClosed);
        int end = closes ? choices.Below(octets.Length + 1) : octets.Length;
        long at = Math.Max(time.Now + delay, channel.LastArrival);
        for (int start = 0; start < end;)
        {
            int length = FaultOneIn == 0 ? end : choices.Between(1, end - start);
            byte[] piece = octets[start..(start + length)];
            _events.Add(new NetworkEvent(at, channel, (resolver, _, now) => channel.Receive(piece, resolver, now)));
            start += length;
            at += start < end ? choices.Below(3) : 0;
        }
        channel.LastArrival = at;
        if (closes)
            _events.Add(new NetworkEvent(at, channel, static (resolver, number, now) => resolver.OnChannelFailed(number, now)));
    }

    // Whoever does not see the question cannot answer with the right id and question from the right place.
    private void Forge(SimulatedChannel channel, SentMessage query, byte[] answer)
    {
        byte[] forged = NameServer.WithForgedAddress(answer);
        if (Strikes(2, Fault.ForgeId))
            ArriveForged(channel, NameServer.WithId(forged, (ushort)(query.Id + 1 + choices.Below(7))));
        if (Strikes(2, Fault.ForgeQuestion))
            ArriveForged(
                channel, choices.OneIn(2) ? NameServer.WithOtherName(forged) : NameServer.WithOtherType(forged));
        if (Strikes(2, Fault.ForgeServer) && channel.Driver.OtherThan(channel, sameServer: false) is { } elsewhere)
            ArriveForged(elsewhere, forged);
        if (Strikes(2, Fault.ForgePort) && channel.Driver.OtherThan(channel, sameServer: true) is { } otherPort)
            ArriveForged(otherPort, forged);
    }

    private void ArriveForged(SimulatedChannel channel, byte[] message) => At(
        choices.Between(0, LongestDelay), channel, (resolver, number, now) =>
        {
            if (!channel.Asked.Exists(asked => NameServer.IsFor(message, asked)))
                resolver.OnMessage(number, message, now);
        });

    private void Arrive(SimulatedChannel channel, byte[] message, int delay)
    {
        if (delay > 0 && _events.Exists(e => e.Channel == channel && e.At > time.Now + delay))
            tally.Count(Fault.Reorder);
        At(delay, channel, (resolver, number, now) =>
        {
            if (message.Length >= 2)
                channel.Unanswered.Remove(BinaryPrimitives.ReadUInt16BigEndian(message));
            resolver.OnMessage(number, message, now);
        });
    }

    private void Fail(SimulatedChannel channel, int delay) =>
        At(delay, channel, static (resolver, number, now) => resolver.OnChannelFailed(number, now));

    private void At(int delay, SimulatedChannel channel, Action<StubResolvers, int, uint> action) =>
        _events.Add(new NetworkEvent(time.Now + delay, channel, action));

    private byte[] Corrupt(byte[] answer, int end)
    {
        byte[] corrupt = [.. answer];
        if (corrupt.Length > 0)
            corrupt[choices.Below(Math.Min(end, corrupt.Length))] ^= (byte)(1 << choices.Below(8));
        return corrupt;
    }

    private bool IsDown()
    {
        if (time.Now >= _downUntil && Strikes(30, Fault.NetworkDown))
            _downUntil = time.Now + choices.Between(1, 3000);
        return time.Now < _downUntil;
    }

    // For a while a server is not there; then it is started again.
    private bool IsKilled(SimulatedChannel channel)
    {
        if (Strikes(20, Fault.ServerKilled))
            _killed[channel.Server] = time.Now + choices.Between(1, 5000);
        return time.Now < _killed.GetValueOrDefault(channel.Server);
    }

    // Its machine tells that nobody is at the port, or says nothing.
    private void OnKilled(SimulatedChannel channel)
    {
        if (choices.OneIn(2))
            Fail(channel, choices.Between(0, LongestDelay));
    }

    // Among the messages that something happens to, one in so many has this.
    private bool Strikes(int oneIn, Fault fault)
    {
        if (FaultOneIn == 0 || !choices.OneIn(FaultOneIn) || !choices.OneIn(oneIn))
            return false;
        tally.Count(fault);
        return true;
    }
}
