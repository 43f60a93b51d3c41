namespace GetXByY.Testing;

/// <summary>
/// What a <see cref="LoopbackNameServer"/> does for a query: answers, keeps silent, or lies. Behaviours are put
/// together from smaller ones: <c>ServerBehaviour.InTurn(ServerBehaviour.Silence, ServerBehaviour.Answer)</c>.
/// </summary>
/// <remarks>
/// Any thread may use one, and one may serve several names and servers at once. Only <see cref="InTurn"/> and
/// <see cref="Cycle"/> remember something: the number of queries they met. Unless something else is said, a behaviour
/// does the same over UDP and TCP, where each message is sent with its length before it (RFC 1035 section 4.2.2).
/// </remarks>
public sealed partial class ServerBehaviour
{
    private readonly Action<Exchange> _respond;

    private ServerBehaviour(Action<Exchange> respond) => _respond = respond;

    /// <summary>
    /// The honest answer, from the server's records: aliases with their whole chain, NXDOMAIN for unknown names,
    /// no records where the name has none of the type, an OPT record if the query has one. An answer longer than
    /// the sender can take over UDP (512 bytes, or what its OPT record says) is truncated, with the TC bit.
    /// It repeats the question with its letter case. This is what a server does for all names at first.
    /// </summary>
    public static ServerBehaviour Answer { get; } = new(e => e.Send(e.Answer()));

    /// <summary>Nothing: the query is recorded and never answered; a TCP connection stays open.</summary>
    public static ServerBehaviour Silence { get; } = new(_ => { });

    /// <summary>
    /// The name exists, but has no record of the type (NODATA, RFC 2308 section 2.2), whatever the records say.
    /// </summary>
    public static ServerBehaviour NoData { get; } = new(e => e.Send(e.Negative(AnswerCode.NoError)));

    /// <summary>The name does not exist (NXDOMAIN, RFC 2308 section 2.1), whatever the records say.</summary>
    public static ServerBehaviour NameError { get; } = new(e => e.Send(e.Negative(AnswerCode.NameError)));

    /// <summary>
    /// Over UDP an answer without records and with the TC bit (RFC 2181 section 9), over TCP the honest answer.
    /// </summary>
    public static ServerBehaviour Truncated { get; } =
        new(e => e.Send(e.Query.OverTcp ? e.Answer() : e.Truncated()));

    /// <summary>
    /// A server older than EDNS: FORMERR without an OPT record for queries that have one (RFC 6891 section 7), the
    /// honest answer for others.
    /// </summary>
    public static ServerBehaviour RefuseEdns { get; } = new(e =>
        e.Send(e.Query.HasEdns ? e.OfCode(AnswerCode.FormatError, withEdns: false) : e.Answer()));

    /// <summary>The honest answer, but never with an OPT record.</summary>
    public static ServerBehaviour IgnoreEdns { get; } = new(e => e.Send(e.Answer(withEdns: false)));

    /// <summary>An answer with this code, the question and no records.</summary>
    /// <param name="code">0 to 15; <see cref="AnswerCode.NameError"/> here comes without an SOA record.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="code"/> is greater than 15.</exception>
    public static ServerBehaviour Code(AnswerCode code)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((int)code, 15, nameof(code));
        return new(e => e.Send(e.OfCode(code)));
    }

    internal void Respond(Exchange exchange) => _respond(exchange);
}
