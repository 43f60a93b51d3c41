using System.Net;

namespace GetXByY.Dns.Resolution;

/// <summary>What the resolver wants of the world. A driver with sockets does it, or a simulation. Called by the pump
/// only; none of these calls back into the resolver before it returns.</summary>
internal interface ITransport
{
    /// <summary>Opens a UDP socket on a random port, which exchanges datagrams with this server only.</summary>
    /// <returns>Whether it is open.</returns>
    bool TryOpenDatagram(int channel, IPEndPoint server);

    /// <summary>A UDP socket carries more than one query at a time: it stays open for longer, and many answers may come to it at
    /// once. Told once, before the second is sent.</summary>
    void OnShared(int channel)
    {
    }

    /// <summary>Begins to open a TCP connection; the resolver is told how it went.</summary>
    void OpenStream(int channel, IPEndPoint server);

    /// <summary>Sends one DNS message: a datagram, or on a connection the message behind its length. A datagram may stay
    /// behind until <see cref="Flush"/>; when it cannot be sent then, the resolver is told later: the channel has failed, or
    /// <see cref="StubResolver.OnUnsent"/>.</summary>
    SendOutcome Send(int channel, ReadOnlySpan<byte> message);

    /// <summary>As <see cref="Send"/>, but in no way that some networks lose: for what is sent again because it may have been
    /// lost, for what would not be sent again, and where few are out.</summary>
    SendOutcome SendAlone(int channel, ReadOnlySpan<byte> message) => Send(channel, message);

    /// <summary>Sends the datagrams that have stayed behind, and keeps none.</summary>
    void Flush()
    {
    }

    /// <summary>How many datagrams the system has dropped because nobody had received those before them; 0 where it does not
    /// tell.</summary>
    long Overflow => 0;

    /// <summary>How many octets one channel holds that nobody has received yet, with what the system keeps beside each answer;
    /// where it is not known what an ordinary system gives.</summary>
    int ReceiveBuffer => 212_992;

    /// <summary>From which address a channel sends; null where the transport has none, as in a simulation.</summary>
    IPAddress? LocalAddressOf(int channel) => null;

    /// <summary>Closes a channel; nothing of it is reported any more.</summary>
    void Close(int channel);
}
