using GetXByY.Dns.Message;

namespace GetXByY.Dns.Resolution;

/// <summary>How a query ended, for those who ask the same later. What is said is immutable.</summary>
/// <param name="Outcome">How it ended; never DeadlinePassed, which was the matter of one look-up.</param>
/// <param name="Data">The records, when the outcome is Found.</param>
/// <param name="Said">What a server said about its failure, if one did (RFC 8914).</param>
internal sealed record KeptAnswer(QueryOutcome Outcome, AnswerData? Data, ExtendedErrorOption? Said)
{
    /// <summary>What its owner has told others of it, and takes back when it is forgotten.</summary>
    internal object? Told { get; set; }
}
