using System.Globalization;

namespace GetXByY.Cli.Questions;

/// <summary>Ports and protocol numbers in text.</summary>
internal static class Numbers
{
    /// <summary>Whether the text is meant as a number, be it too large: names have a letter.</summary>
    internal static bool IsNumber(string text) => text.All(char.IsAsciiDigit);

    /// <summary>Reads a number of 16 bits.</summary>
    internal static bool TryParse(string text, out int number)
    {
        bool fits = ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort value);
        number = value;
        return fits;
    }
}
