namespace GetXByY.Simulation;

/// <summary>What befalls the engines of a schedule, as a lack of memory, a broken wait or a mistake of ours would: any call of
/// a driver fails, and its wake-ups are lost. In most schedules nothing does.</summary>
/// <remarks>It chooses by itself, so that the schedules without it are what they were.</remarks>
internal sealed class EngineFailures
{
    private readonly Choices _choices;
    private readonly Tally _tally;
    private int _oneIn;
    private int _left;

    internal EngineFailures(ulong seed, Tally tally)
    {
        _choices = new Choices(~new Choices(seed).NextUInt64());
        _tally = tally;
    }

    /// <summary>Lets chance say what will happen; before it nothing does.</summary>
    internal void Begin()
    {
        // Few, so that an engine that is made anew often lives.
        _left = _choices.OneIn(5) ? _choices.Between(1, 2) : 0;
        _oneIn = _choices.Of(2, 8, 32, 128);
        CanLoseWake = _left > 0 && _choices.OneIn(2);
    }

    /// <summary>Whether the drivers of this schedule are such as may lose their wake-ups, and look for that.</summary>
    internal bool CanLoseWake { get; private set; }

    /// <summary>Throws now and then.</summary>
    internal void MayStrike()
    {
        if (Strikes(Fault.EngineFailed))
            throw new InvalidOperationException("a simulated failure");
    }

    /// <summary>Whether wake-ups are lost from now on.</summary>
    internal bool LosesWake() => CanLoseWake && Strikes(Fault.WakeLost);

    private bool Strikes(Fault fault)
    {
        if (_left == 0 || !_choices.OneIn(_oneIn))
            return false;
        _left--;
        _tally.Count(fault);
        return true;
    }
}
