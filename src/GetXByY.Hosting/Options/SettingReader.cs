namespace GetXByY.Hosting.Options;

/// <summary>Reads one option from its text.</summary>
/// <param name="Name">The name of its property.</param>
/// <param name="Read">Sets it; returns null, or what is wrong with the text.</param>
internal sealed record SettingReader(string Name, Func<string, NameResolverOptions, string?> Read)
{
    private delegate string? Parser<T>(string text, out T value);

    internal static SettingReader Time(string name, Action<NameResolverOptions, TimeSpan> set) =>
        Of(name, SettingText.TryTime, set);

    internal static SettingReader Whole(string name, Action<NameResolverOptions, int> set) =>
        Of(name, SettingText.TryWhole, set);

    internal static SettingReader Number(string name, Action<NameResolverOptions, double> set) =>
        Of(name, SettingText.TryNumber, set);

    internal static SettingReader Truth(string name, Action<NameResolverOptions, bool> set) =>
        Of(name, SettingText.TryTruth, set);

    internal static SettingReader Path(string name, Action<NameResolverOptions, string> set) =>
        Of(name, SettingText.TryPath, set);

    internal static SettingReader Kinds(string name, Action<NameResolverOptions, TelemetryKinds> set) =>
        Of(name, SettingText.TryKinds, set);

    private static SettingReader Of<T>(string name, Parser<T> parse, Action<NameResolverOptions, T> set) =>
        new(name, (text, options) =>
        {
            string? wrong = parse(text, out T value);
            if (wrong is null)
                set(options, value);
            return wrong;
        });
}
