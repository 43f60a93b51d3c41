namespace GetXByY.Testing;

/// <summary>One query and the way back to its sender: what behaviours act on.</summary>
/// <remarks>Any thread may answer, at any time: after the server or the connection ended nothing is sent.</remarks>
internal abstract class Exchange(LoopbackNameServer server, ReceivedQuery query)
{
    private const int SmallestLimit = 512;

    public LoopbackNameServer Server { get; } = server;

    public ReceivedQuery Query { get; } = query;

    /// <summary>Sends one DNS message, with its length before it where the transport wants that.</summary>
    public abstract void Send(ReadOnlyMemory<byte> message);

    /// <summary>Sends one datagram from a port that was not asked; nothing over TCP.</summary>
    public virtual void SendFromElsewhere(ReadOnlyMemory<byte> message)
    {
    }

    /// <summary>Sends bytes of the stream as they are, in pieces; nothing over UDP.</summary>
    public virtual void SendStream(ReadOnlyMemory<byte> bytes, int pieceSize = int.MaxValue)
    {
    }

    /// <summary>Closes the connection behind what was sent; nothing over UDP.</summary>
    public virtual void Disconnect()
    {
    }

    /// <summary>What the records say, truncated where the sender cannot take it (RFC 6891 section 6.2.5).</summary>
    public byte[] Answer(bool withEdns = true)
    {
        var writer = new AnswerWriter(Query);
        Server.Records.Write(Query, writer);
        byte[] answer = Finish(writer, withEdns);
        return Query.OverTcp || answer.Length <= Math.Max(SmallestLimit, Query.UdpPayloadSize)
            ? answer
            : Truncated();
    }

    /// <summary>What the records say and then padding, never truncated.</summary>
    public byte[] Padded(int length)
    {
        var writer = new AnswerWriter(Query);
        Server.Records.Write(Query, writer);
        if (Query.HasEdns)
            writer.Opt();
        writer.PadTo(length);
        return writer.ToArray();
    }

    public byte[] Truncated()
    {
        var writer = new AnswerWriter(Query);
        writer.MarkTruncated();
        return Finish(writer);
    }

    public byte[] OfCode(AnswerCode code, bool withEdns = true)
    {
        var writer = new AnswerWriter(Query);
        writer.Code(code);
        return Finish(writer, withEdns);
    }

    public byte[] Negative(AnswerCode code)
    {
        var writer = new AnswerWriter(Query);
        Server.Records.WriteNegative(code, writer);
        return Finish(writer);
    }

    private byte[] Finish(AnswerWriter writer, bool withEdns = true)
    {
        if (withEdns && Query.HasEdns)
            writer.Opt();
        return writer.ToArray();
    }
}
