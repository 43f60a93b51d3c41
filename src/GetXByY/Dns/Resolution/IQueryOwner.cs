using System.Net;
using GetXByY.Dns.Message;

namespace GetXByY.Dns.Resolution;

/// <summary>Who has queries: knows their names and is told their ends. Called by the pump only.</summary>
internal interface IQueryOwner
{
    /// <summary>Writes the name that a query asks for, in wire form, the same each time.</summary>
    /// <param name="owner">The number the query was started with.</param>
    /// <param name="variant">Which of the owner's names.</param>
    /// <param name="destination">At least 255 octets.</param>
    /// <returns>The octets written.</returns>
    int WriteName(int owner, int variant, Span<byte> destination);

    /// <summary>Whether the owner still wants to know. When it does not it will stop the query soon, and until then
    /// nothing is sent for it.</summary>
    /// <param name="owner">The number the query was started with.</param>
    bool IsWanted(int owner);

    /// <summary>Something is about to happen to a query: what is known of its owner will be read soon. Who keeps that where it is
    /// at hand need not know of it.</summary>
    /// <param name="owner">The number the query was started with.</param>
    void Expect(int owner)
    {
    }

    /// <summary>An attempt is being sent.</summary>
    /// <param name="owner">The number the query was started with.</param>
    /// <param name="server">To whom.</param>
    /// <param name="overTcp">Whether over TCP.</param>
    void OnAttempt(int owner, IPEndPoint server, bool overTcp);

    /// <summary>A query ends without being asked, or its look-up waits for another's.</summary>
    /// <param name="owner">The number the query was started with.</param>
    /// <param name="by">Why.</param>
    void OnUnasked(int owner, UnaskedBy by);

    /// <summary>A query goes on under another number.</summary>
    /// <param name="owner">The number the query was started with.</param>
    /// <param name="from">Its number until now.</param>
    /// <param name="to">Its number from now on.</param>
    void OnQueryMoved(int owner, int from, int to);

    /// <summary>A query ended by itself. It may start others; it must not stop any but its own.</summary>
    /// <param name="owner">The number the query was started with.</param>
    /// <param name="query">The query; its number is free again.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="answer">The records, when the outcome is Found; they are good until the call ends, unless the owner takes
    /// them.</param>
    /// <param name="ttl">For how many seconds from now the records may be kept.</param>
    /// <param name="said">What a server said about its failure, if one did (RFC 8914).</param>
    /// <param name="now">The time.</param>
    void OnQueryEnded(
        int owner, int query, QueryOutcome outcome, AnswerData? answer, uint ttl, ExtendedErrorOption? said, uint now);

    /// <summary>Whether an answer that is kept was given to somebody, since this was asked last, without the resolver having been
    /// asked. Who does no such thing need not know of it.</summary>
    bool WasGiven(KeptAnswer answer) => false;

    /// <summary>An answer is kept no longer, and is not to be given any more. It must not start or stop a query.</summary>
    void OnForgotten(KeptAnswer answer)
    {
    }
}
