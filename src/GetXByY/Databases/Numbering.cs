namespace GetXByY.Databases;

/// <summary>Gives texts numbers from 1, and finds the number of a text without making a string of it. Filled on one
/// thread; then it may be used from any thread.</summary>
internal sealed class Numbering
{
    private readonly Dictionary<string, int> _numbers;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    /// <summary>Makes an empty numbering.</summary>
    /// <param name="comparer">Which texts are the same; one of <see cref="StringComparer"/>'s ordinal ones.</param>
    internal Numbering(StringComparer comparer)
    {
        _numbers = new Dictionary<string, int>(comparer);
        _bySpan = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The number of a text, which gets one if it has none.</summary>
    internal int NumberOf(string text)
    {
        int next = _numbers.Count + 1;
        return _numbers.TryAdd(text, next) ? next : _numbers[text];
    }

    /// <summary>Finds the number of a text.</summary>
    internal bool TryFind(ReadOnlySpan<char> text, out int number) => _bySpan.TryGetValue(text, out number);
}
