using System.Globalization;

namespace GetXByY.Cli.Output;

/// <summary>Text that stays on its line and cannot steer a terminal, whatever an argument or a file put into
/// it.</summary>
internal static class PlainText
{
    /// <summary>The text with controls, and what turns the direction of writing, shown as <c>\u001b</c>.</summary>
    internal static string Of(string text) => text.Any(Steers) ? string.Concat(text.Select(Shown)) : text;

    private static string Shown(char c) => Steers(c) ? $"\\u{(int)c:x4}" : c.ToString();

    private static bool Steers(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
