using System.Diagnostics.CodeAnalysis;

namespace GetXByY.Cli.Questions;

/// <summary>A protocol by name or by number.</summary>
/// <param name="Text">The argument.</param>
/// <param name="Number">The number; null when it is asked for by name.</param>
internal sealed record ProtocolQuestion(string Text, int? Number) : IQuestion<ProtocolQuestion>
{
    public static bool TryParse(string text, [NotNullWhen(true)] out ProtocolQuestion? question, out string problem)
    {
        int number = 0;
        bool isNumber = Numbers.IsNumber(text);
        if (isNumber && !Numbers.TryParse(text, out number))
        {
            question = null;
            problem = $"protocol '{text}': the number is out of range; numbers are 0 to 65535";
            return false;
        }
        problem = "";
        question = new ProtocolQuestion(text, isNumber ? number : null);
        return true;
    }
}
