namespace GetXByY.Winsock;

/// <summary>How much of an entry is written.</summary>
/// <param name="Size">How many bytes that takes; 0 for nothing at all.</param>
/// <param name="KeepsName">Whether the name is written; else its pointer leads to an empty string.</param>
/// <param name="KeepsSecond">The same for the second string.</param>
/// <param name="Aliases">How many of the aliases, counted from the first.</param>
/// <param name="Addresses">How many of the addresses of the family, counted from the first.</param>
internal readonly record struct EntryCut(int Size, bool KeepsName, bool KeepsSecond, int Aliases, int Addresses);
