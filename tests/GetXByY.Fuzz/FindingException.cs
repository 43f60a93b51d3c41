namespace GetXByY.Fuzz;

/// <summary>Something does not hold that must.</summary>
internal sealed class FindingException(string message) : Exception(message);
