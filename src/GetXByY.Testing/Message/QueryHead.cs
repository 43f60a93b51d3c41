namespace GetXByY.Testing;

/// <summary>What the server needs of a query, read once.</summary>
/// <param name="Id">The id in host order.</param>
/// <param name="Name">The name in text form, letter case kept.</param>
/// <param name="Type">The type asked for.</param>
/// <param name="Class">The class asked for; 1 is IN.</param>
/// <param name="QuestionEnd">The offset of the first byte behind the question.</param>
/// <param name="HasEdns">Whether there is an OPT record.</param>
/// <param name="UdpPayloadSize">The class field of the OPT record; 0 without one.</param>
internal readonly record struct QueryHead(
    ushort Id,
    string Name,
    QuestionType Type,
    ushort Class,
    int QuestionEnd,
    bool HasEdns,
    ushort UdpPayloadSize);
