using GetXByY.Dns.Message;

namespace GetXByY.Databases;

/// <summary>The entry that was made of an answer which is kept, for the next who asks within the same second.</summary>
/// <param name="Second">The answer that it was put together with; null for none.</param>
/// <param name="Ttl">For how many seconds it might be kept then.</param>
/// <param name="Entry">The entry.</param>
internal sealed record MadeEntry(AnswerData? Second, uint Ttl, HostEntry Entry);
