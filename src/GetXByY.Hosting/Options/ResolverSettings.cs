using Microsoft.Extensions.Configuration;

namespace GetXByY.Hosting.Options;

/// <summary>Reads the options of a resolver from a configuration: text by text, without reflection, and with a sentence for each
/// mistake.</summary>
// Not the generated binder: it knows no IPEndPoint, overlooks keys that do not exist, and names no range.
internal static class ResolverSettings
{
    private static readonly SettingReader[] s_readers =
    [
        SettingReader.Time(nameof(NameResolverOptions.Timeout), (o, v) => o.Timeout = v),
        SettingReader.Time(nameof(NameResolverOptions.AttemptTimeout), (o, v) => o.AttemptTimeout = v),
        SettingReader.Whole(nameof(NameResolverOptions.Attempts), (o, v) => o.Attempts = v),
        SettingReader.Number(nameof(NameResolverOptions.HedgingBudget), (o, v) => o.HedgingBudget = v),
        SettingReader.Whole(nameof(NameResolverOptions.MaxCachedAnswers), (o, v) => o.MaxCachedAnswers = v),
        SettingReader.Whole(nameof(NameResolverOptions.MaxCachedBytes), (o, v) => o.MaxCachedBytes = v),
        SettingReader.Time(nameof(NameResolverOptions.ServeStale), (o, v) => o.ServeStale = v),
        SettingReader.Truth(nameof(NameResolverOptions.MixLetterCase), (o, v) => o.MixLetterCase = v),
        SettingReader.Whole(nameof(NameResolverOptions.MaxOutstanding), (o, v) => o.MaxOutstanding = v),
        SettingReader.Path(nameof(NameResolverOptions.ResolvConfPath), (o, v) => o.ResolvConfPath = v),
        SettingReader.Path(nameof(NameResolverOptions.NsSwitchPath), (o, v) => o.NsSwitchPath = v),
        SettingReader.Path(nameof(NameResolverOptions.GaiConfPath), (o, v) => o.GaiConfPath = v),
        SettingReader.Path(nameof(NameResolverOptions.HostsPath), (o, v) => o.HostsPath = v),
        SettingReader.Path(nameof(NameResolverOptions.ServicesPath), (o, v) => o.ServicesPath = v),
        SettingReader.Path(nameof(NameResolverOptions.ProtocolsPath), (o, v) => o.ProtocolsPath = v),
        SettingReader.Truth(nameof(NameResolverOptions.OrderAddresses), (o, v) => o.OrderAddresses = v),
        SettingReader.Time(nameof(NameResolverOptions.ConnectionAttemptDelay), (o, v) => o.ConnectionAttemptDelay = v),
        SettingReader.Kinds(nameof(NameResolverOptions.QuestionNamesIn), (o, v) => o.QuestionNamesIn = v),
        SettingReader.Truth(nameof(NameResolverOptions.FollowChanges), (o, v) => o.FollowChanges = v),
        SettingReader.Truth(
            nameof(NameResolverOptions.AllowSynchronousContinuations), (o, v) => o.AllowSynchronousContinuations = v),
    ];

    /// <summary>The names of the options that a configuration may have.</summary>
    internal static IEnumerable<string> Names =>
        s_readers.Select(reader => reader.Name).Prepend(nameof(NameResolverOptions.Servers));

    /// <summary>Sets what the configuration has, and leaves the rest alone.</summary>
    /// <returns>The mistakes, each a sentence that names the key.</returns>
    internal static IReadOnlyList<string> Apply(IConfiguration configuration, NameResolverOptions options)
    {
        var mistakes = new List<string>();
        foreach (IConfigurationSection setting in configuration.GetChildren())
        {
            if (setting.Key.Equals(nameof(NameResolverOptions.Servers), StringComparison.OrdinalIgnoreCase))
                ReadServers(setting, options, mistakes);
            else if (FindReader(setting.Key) is { } reader)
                Read(reader, setting, options, mistakes);
            else
                mistakes.Add($"{setting.Path} is no option of a name resolver; these are: {string.Join(", ", Names)}.");
        }
        return mistakes;
    }

    private static SettingReader? FindReader(string key) =>
        Array.Find(s_readers, reader => reader.Name.Equals(key, StringComparison.OrdinalIgnoreCase));

    private static void Read(
        SettingReader reader, IConfigurationSection setting, NameResolverOptions options, List<string> mistakes)
    {
        if (setting.Value is { } text && reader.Read(text, options) is { } wrong)
            mistakes.Add($"{setting.Path} is '{text}', {wrong}{OptionRange.Of(reader.Name)}.");
        else if (setting.GetChildren().Any())
            mistakes.Add($"{setting.Path} is a list or a section; it must be one value.");
    }

    private static void ReadServers(IConfigurationSection setting, NameResolverOptions options, List<string> mistakes)
    {
        foreach (string text in setting.Value?.Split(',', SettingText.Trimmed) ?? [])
            ReadServer(setting.Path, text, options, mistakes);
        foreach (IConfigurationSection server in setting.GetChildren())
            ReadServer(server.Path, server.Value ?? "", options, mistakes);
    }

    private static void ReadServer(string path, string text, NameResolverOptions options, List<string> mistakes)
    {
        if (SettingText.TryServer(text, out var server) is not { } wrong)
            options.Servers.Add(server);
        else
            mistakes.Add($"{path} is '{text}', {wrong}; a server is 192.0.2.1, 192.0.2.1:5353, 2001:db8::1 or [2001:db8::1]:5353.");
    }
}
