namespace GetXByY.Databases;

/// <summary>Finds entries by a name within a group. The name in the very case that was asked is preferred, else any
/// case will do; of several the first that was added is found. A look-up takes constant time and allocates nothing.
/// Filled on one thread; then it may be used from any thread.</summary>
internal sealed class NameIndex<T>
    where T : class
{
    private readonly Numbering _exactNames = new(StringComparer.Ordinal);
    private readonly Numbering _foldedNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(int Name, int Group), T> _exact = [];
    private readonly Dictionary<(int Name, int Group), T> _folded = [];

    /// <summary>Adds an entry unless its place is taken.</summary>
    internal void Add(string name, int group, T entry)
    {
        _exact.TryAdd((_exactNames.NumberOf(name), group), entry);
        _folded.TryAdd((_foldedNames.NumberOf(name), group), entry);
    }

    /// <summary>Finds an entry, or null.</summary>
    internal T? Find(ReadOnlySpan<char> name, int group)
    {
        if (_exactNames.TryFind(name, out int number) && _exact.TryGetValue((number, group), out T? entry))
            return entry;
        return _foldedNames.TryFind(name, out number) ? _folded.GetValueOrDefault((number, group)) : null;
    }
}
