namespace GetXByY.Testing;

/// <summary>The names met on the way along aliases; costs nothing until there is a second one.</summary>
internal struct ChainNames(string first)
{
    private HashSet<string>? _names;

    /// <summary>False if the name was met before.</summary>
    public bool Add(string name) => (_names ??= new(StringComparer.OrdinalIgnoreCase) { first }).Add(name);
}
