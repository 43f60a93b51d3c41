namespace GetXByY.Tasks;

/// <summary>How the result of a look-up becomes the result of a task.</summary>
/// <param name="FromEntry">From an entry; with <paramref name="WantsAddresses"/> also from an array of addresses, which then is
/// the caller's.</param>
/// <param name="FromFailure">From an error, its message and what the server said; null when a failure is thrown instead.</param>
/// <param name="WantsAddresses">Whether nothing of a host is wanted but its addresses.</param>
internal sealed record LookupShape<T>(
    Func<object, T> FromEntry, Func<LookupError, string, ExtendedError?, T>? FromFailure = null, bool WantsAddresses = false);
