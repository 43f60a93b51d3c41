namespace GetXByY.Tasks;

/// <summary>How the result of a look-up becomes the result of a task.</summary>
/// <param name="FromEntry">From an entry.</param>
/// <param name="FromFailure">From an error, its message and what the server said; null when a failure is thrown instead.</param>
internal sealed record LookupShape<T>(
    Func<object, T> FromEntry, Func<LookupError, string, ExtendedError?, T>? FromFailure = null);
