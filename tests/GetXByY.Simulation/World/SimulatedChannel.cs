using System.Net;
using GetXByY.Dns.Resolution;
using GetXByY.Dns.Transport;
using GetXByY.Tests.Simulation;

namespace GetXByY.Simulation;

/// <summary>A socket or connection in the virtual network.</summary>
internal sealed class SimulatedChannel(SimulatedDriver driver, int number, IPEndPoint server, bool overTcp)
{
    internal SimulatedDriver Driver { get; } = driver;

    internal int Number { get; } = number;

    internal IPEndPoint Server { get; } = server;

    internal bool OverTcp { get; } = overTcp;

    /// <summary>A port is forgotten when it is closed: what still comes to it goes nowhere.</summary>
    internal bool IsOpen { get; set; } = true;

    /// <summary>When the last octet arrives that is on its way, on a connection.</summary>
    internal long LastArrival { get; set; }

    /// <summary>What came in, on a connection.</summary>
    internal IncomingStream Incoming { get; } = new();

    /// <summary>What was asked on it, so that a forger does not hit by chance.</summary>
    internal List<SentMessage> Asked { get; } = [];

    /// <summary>The ids of datagrams to which nothing has come back, with the virtual millisecond of their sending: what is
    /// still to come must not meet another query.</summary>
    internal Dictionary<ushort, long> Unanswered { get; } = [];

    /// <summary>Octets have come in on the connection.</summary>
    internal void Receive(byte[] octets, StubResolvers resolvers, uint now)
    {
        octets.CopyTo(Incoming.Room);
        Incoming.Add(octets.Length);
        int offset = 0;
        // A message may end the last query on the connection, which closes it.
        while (IsOpen && Incoming.TryRead(ref offset, out ReadOnlySpan<byte> message))
            resolvers.OnMessage(Number, message, now);
        Incoming.Consume(offset);
    }
}
