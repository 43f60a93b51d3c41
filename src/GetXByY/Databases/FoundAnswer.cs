using GetXByY.Dns.Message;

namespace GetXByY.Databases;

/// <summary>The answer of the query that ended first, while the other of A and AAAA is out.</summary>
/// <param name="Data">The records.</param>
/// <param name="Ttl">For how many seconds they might be kept then.</param>
/// <param name="EndedAt">When that was, in milliseconds.</param>
internal readonly record struct FoundAnswer(AnswerData Data, uint Ttl, uint EndedAt)
{
    /// <summary>For how many seconds they may still be kept; the wait for the other counts when it took one.</summary>
    internal uint TtlAt(uint now) => Ttl - Math.Min(Ttl, (now - EndedAt) / 1000);
}
