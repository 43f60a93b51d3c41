namespace GetXByY.Tasks;

/// <summary>What is looked up, for the message of a failure.</summary>
internal readonly record struct LookupSubject(string Noun, object Value, string? Protocol = null)
{
    private const int MaxShown = 80;

    public override string ToString() => Protocol is null
        ? $"{Noun} '{Shown(Value)}'"
        : $"{Noun} '{Shown(Value)}' of protocol '{Shown(Protocol)}'";

    /// <summary>What a failure says of it.</summary>
    internal string Tell(string reason) => $"Could not look up {this}: {reason}.";

    private static string Shown(object value) =>
        value.ToString() is { Length: > MaxShown } text ? $"{text[..MaxShown]}…" : $"{value}";
}
