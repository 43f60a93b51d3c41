namespace GetXByY.Simulation;

/// <summary>Time that passes when nobody can go on, and by chance.</summary>
internal sealed class VirtualTime : TimeProvider
{
    // How much has passed by chance, and when.
    private readonly List<(long At, long Milliseconds)> _chances = [];

    public override long TimestampFrequency => 1000;

    /// <summary>In milliseconds.</summary>
    internal long Now { get; private set; }

    public override long GetTimestamp() => Now;

    /// <summary>Nobody can go on before so much has passed.</summary>
    internal void Pass(long milliseconds) => Now += milliseconds;

    /// <summary>It passes while threads could go on: they are late, and that is nobody's fault.</summary>
    internal void PassByChance(long milliseconds)
    {
        Now += milliseconds;
        _chances.Add((Now, milliseconds));
    }

    /// <summary>How much has passed since a moment while nobody could go on.</summary>
    internal long QuietSince(long moment)
    {
        long quiet = Now - moment;
        for (int i = _chances.Count - 1; i >= 0 && _chances[i].At > moment; i--)
            quiet -= _chances[i].Milliseconds;
        return quiet;
    }
}
