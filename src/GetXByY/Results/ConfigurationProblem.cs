namespace GetXByY;

/// <summary>A line of a configuration or database file that was skipped, or a file that could not be read.</summary>
/// <param name="File">The path of the file.</param>
/// <param name="Line">The number of the line, from 1; 0 when it is the whole file.</param>
/// <param name="Text">The line, cut after 200 characters.</param>
/// <param name="Reason">Why it was skipped and what would be right.</param>
/// <remarks>Immutable, so it may be used from any thread.</remarks>
public sealed record ConfigurationProblem(string File, int Line, string Text, string Reason)
{
    /// <summary>The place, the reason and the line, as compilers print them.</summary>
    public override string ToString() => Line == 0 ? $"{File}: {Reason}" : $"{File}:{Line}: {Reason}: {Text}";
}
