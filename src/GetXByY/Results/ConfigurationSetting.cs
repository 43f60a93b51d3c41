namespace GetXByY;

/// <summary>One thing that a resolver goes by, and where that was said.</summary>
/// <param name="Name">What it is called where it is said: <c>nameserver</c>, <c>search</c>, <c>ndots</c>, <c>hosts</c>.</param>
/// <param name="Value">The value that holds, after caps and defaults.</param>
/// <param name="Origin">The path of a file, an environment variable, an option of the program, an interface, or
/// <c>default</c>.</param>
/// <param name="Line">The number of the line in the file, from 1; 0 where there is none.</param>
/// <remarks>Immutable, so it may be used from any thread.</remarks>
public sealed record ConfigurationSetting(string Name, string Value, string Origin, int Line)
{
    /// <summary>The name, the value, and where it comes from in parentheses.</summary>
    public override string ToString() =>
        Line == 0 ? $"{Name} {Value} ({Origin})" : $"{Name} {Value} ({Origin}:{Line})";
}
