namespace GetXByY.Tasks;

/// <summary>What is looked up, for the message of a failure.</summary>
internal readonly record struct LookupSubject(string Noun, object Value, string? Protocol = null)
{
    public override string ToString() => Protocol is null ? $"{Noun} '{Value}'" : $"{Noun} '{Value}' of protocol '{Protocol}'";
}
