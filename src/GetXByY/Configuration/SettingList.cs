namespace GetXByY.Configuration;

/// <summary>What was understood, for people: each setting with its origin. Not thread-safe; filled once.</summary>
internal sealed class SettingList
{
    /// <summary>The origin of what nobody said.</summary>
    internal const string Default = "default";

    private readonly List<ConfigurationSetting> _settings = [];

    /// <summary>All settings, in the order in which they were first given.</summary>
    internal IReadOnlyList<ConfigurationSetting> Settings => _settings;

    /// <summary>Adds one of several with the same name.</summary>
    internal void Add(string name, string value, string origin, int line = 0) =>
        _settings.Add(new ConfigurationSetting(name, value, origin, line));

    /// <summary>Sets what is there once: the last that was said holds.</summary>
    internal void Set(string name, string value, string origin, int line = 0)
    {
        int index = _settings.FindIndex(s => s.Name == name);
        var setting = new ConfigurationSetting(name, value, origin, line);
        if (index < 0)
            _settings.Add(setting);
        else
            _settings[index] = setting;
    }

    /// <summary>Takes back all settings of a name.</summary>
    internal void Remove(string name) => _settings.RemoveAll(s => s.Name == name);
}
