using System.Net;
using GetXByY.Dns.Message;
using GetXByY.Dns.Resolution;

namespace GetXByY.Tests.Dns.Resolution;

/// <summary>Has queries for the names name0.test, name1.test and so on, and listens to nothing that a test does not ask for.</summary>
internal abstract class NamingOwner : IQueryOwner
{
    public int WriteName(int owner, int variant, Span<byte> destination)
    {
        Assert.True(DomainName.TryWrite($"{Word(owner)}{owner}.test", destination, out int length));
        return length;
    }

    public virtual bool IsWanted(int owner) => true;

    public virtual void Expect(int owner)
    {
    }

    public void OnAttempt(int owner, IPEndPoint server, bool overTcp)
    {
    }

    public void OnUnasked(int owner, UnaskedBy by)
    {
    }

    public void OnQueryMoved(int owner, int from, int to)
    {
    }

    public virtual void OnQueryEnded(
        int owner, int query, QueryOutcome outcome, AnswerData? answer, uint ttl, ExtendedErrorOption? said, uint now)
    {
    }

    /// <summary>What a name begins with.</summary>
    protected virtual string Word(int owner) => "name";
}
