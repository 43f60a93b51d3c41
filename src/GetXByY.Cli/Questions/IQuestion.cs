using System.Diagnostics.CodeAnalysis;

namespace GetXByY.Cli.Questions;

/// <summary>What one argument asks for.</summary>
internal interface IQuestion<TSelf>
    where TSelf : IQuestion<TSelf>
{
    /// <summary>The argument.</summary>
    string Text { get; }

    /// <summary>Reads an argument that is not empty.</summary>
    /// <param name="text">The argument.</param>
    /// <param name="question">What it asks for, or null.</param>
    /// <param name="problem">Why it cannot be asked, and what can; empty when it can.</param>
    /// <returns>Whether it can be asked.</returns>
    static abstract bool TryParse(string text, [NotNullWhen(true)] out TSelf? question, out string problem);
}
