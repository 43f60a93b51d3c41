namespace GetXByY.Cli.Output;

/// <summary>Text that stays on its line and cannot steer a terminal, whatever an argument or a file put into
/// it.</summary>
internal static class PlainText
{
    /// <summary>The text with controls written as <c>\u001b</c>.</summary>
    internal static string Of(string text) =>
        text.Any(char.IsControl) ? string.Concat(text.Select(Shown)) : text;

    private static string Shown(char c) => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString();
}
