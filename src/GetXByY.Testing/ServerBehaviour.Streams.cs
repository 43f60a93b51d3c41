namespace GetXByY.Testing;

public sealed partial class ServerBehaviour
{
    /// <summary>Closes the TCP connection without an answer; over UDP it is silence.</summary>
    public static ServerBehaviour Disconnect { get; } = new(e => e.Disconnect());

    /// <summary>
    /// Sends the beginning of the honest answer over TCP and closes the connection; over UDP it is silence.
    /// </summary>
    /// <param name="bytes">
    /// How many bytes of the stream are sent, 0 or more, counting the two of the length, which tells the whole
    /// answer's; if the answer is shorter it is sent whole.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bytes"/> is negative.</exception>
    public static ServerBehaviour DisconnectAfter(int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        return new(e =>
        {
            byte[] framed = TcpExchange.Frame(e.Answer());
            e.SendStream(framed.AsMemory(0, Math.Min(bytes, framed.Length)));
            e.Disconnect();
        });
    }

    /// <summary>
    /// The honest answer over TCP in many small pieces, each given to the system by itself, so that the client's
    /// reads end in the middle of the length and of the message; over UDP it is the plain honest answer.
    /// </summary>
    /// <param name="size">The bytes of a piece, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less than 1.</exception>
    public static ServerBehaviour InPieces(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return Answer.OverTcp(new(e => e.SendStream(TcpExchange.Frame(e.Answer()), size)));
    }

    /// <summary>
    /// Any bytes of the stream over TCP, without a length before them, such as a length and never the message;
    /// over UDP it is silence.
    /// </summary>
    /// <param name="bytes">
    /// Gets the query and returns the bytes. It is called like that of <see cref="Choose"/>.
    /// </param>
    public static ServerBehaviour RawStream(Func<ReceivedQuery, byte[]> bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return new(e =>
        {
            if (e.Query.OverTcp)
                e.SendStream(bytes(e.Query));
        });
    }
}
