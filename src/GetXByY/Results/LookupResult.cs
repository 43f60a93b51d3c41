using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace GetXByY;

/// <summary>What a look-up ends with: an entry, or the reason why there is none.</summary>
/// <typeparam name="T">The kind of entry.</typeparam>
/// <remarks>The default value is a failure without a reason. Immutable, so it may be used from any thread.</remarks>
public readonly struct LookupResult<T>
    where T : class
{
    private readonly T? _entry;

    /// <summary>A look-up that found an entry.</summary>
    /// <param name="entry">What was found.</param>
    /// <exception cref="ArgumentNullException"><paramref name="entry"/> is null.</exception>
    public LookupResult(T entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        _entry = entry;
        Reason = "";
    }

    /// <summary>A look-up that found nothing.</summary>
    /// <param name="error">Why, for programs.</param>
    /// <param name="reason">Why, for people: what went wrong and what can be done.</param>
    public LookupResult(LookupError error, string reason)
    {
        Error = error;
        Reason = reason;
    }

    internal LookupResult(LookupError error, string reason, ExtendedError? extendedError)
        : this(error, reason) => ExtendedError = extendedError;

    /// <summary>Whether an entry was found.</summary>
    public bool IsSuccess => _entry is not null;

    /// <summary>Why nothing was found; <see cref="LookupError.None"/> when something was.</summary>
    public LookupError Error { get; }

    /// <summary>Why nothing was found, for people; empty when something was.</summary>
    [field: AllowNull]
    public string Reason { get => field ?? ""; }

    /// <summary>What the name server said about it.</summary>
    /// <value>Null, the ordinary case, where it said nothing (RFC 8914), or something was found. Otherwise the reason ends in
    /// it.</value>
    public ExtendedError? ExtendedError { get; }

    /// <summary>The entry.</summary>
    /// <exception cref="LookupException">Nothing was found.</exception>
    public T Entry => _entry ?? throw new LookupException(Error, Reason, ExtendedError);

    /// <summary>Gives the entry if there is one.</summary>
    /// <param name="entry">The entry, or null.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetEntry([NotNullWhen(true)] out T? entry)
    {
        entry = _entry;
        return entry is not null;
    }

    /// <summary>The entry, or the error and its reason, for people.</summary>
    public override string ToString() => _entry switch
    {
        null => Reason.Length == 0 ? $"{Error}" : $"{Error}: {Reason}",
        IPAddress[] addresses => $"[{string.Join<IPAddress>(", ", addresses)}]",
        _ => _entry.ToString() ?? "",
    };
}
