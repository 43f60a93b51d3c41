namespace GetXByY.Testing;

/// <summary>A record as the table keeps it.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Ttl">How long it may be kept, in seconds.</param>
/// <param name="Data">Its data as on the wire; empty where the data is one name.</param>
/// <param name="Target">The name that is its data, so that it can be compressed; else null.</param>
internal sealed record TableRecord(QuestionType Type, uint Ttl, byte[] Data, string? Target = null);
