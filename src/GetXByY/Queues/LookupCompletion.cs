namespace GetXByY;

/// <summary>The end of one look-up, in a <see cref="LookupQueue{T}"/>.</summary>
/// <typeparam name="T">The kind of entry.</typeparam>
/// <param name="Handle">The look-up's handle.</param>
/// <param name="State">What the starter gave for it, whatever that means to the starter.</param>
/// <param name="Result">The entry, or why there is none. Its reason does not repeat what was looked up.</param>
/// <remarks>Immutable, so it may be used from any thread.</remarks>
public readonly record struct LookupCompletion<T>(uint Handle, nint State, LookupResult<T> Result)
    where T : class;
