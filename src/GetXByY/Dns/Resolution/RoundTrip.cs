namespace GetXByY.Dns.Resolution;

/// <summary>How long a server takes to answer: the smoothed round trip and its mean deviation (RFC 6298 section 2). Only the
/// pump uses it.</summary>
/// <remarks>Each attempt has an id of its own, so its answer tells its time, however many are out. Left out is what was sent
/// again within its attempt (RFC 6298 section 3): in another form, over another way, or because there was no room.</remarks>
internal struct RoundTrip
{
    // In eighths and quarters of milliseconds, so that whole numbers lose nothing.
    private int _smoothed;
    private int _deviation;

    /// <summary>Whether nothing was measured yet.</summary>
    internal bool IsUnknown { get; private set; } = true;

    public RoundTrip()
    {
    }

    /// <summary>The smoothed round trip in milliseconds.</summary>
    internal readonly uint Smoothed => (uint)(_smoothed >> 3);

    /// <summary>How far round trips are from it, on average, in milliseconds.</summary>
    internal readonly uint Deviation => (uint)(_deviation >> 2);

    /// <summary>So many milliseconds about one answer in twenty takes longer: two mean deviations above the mean.</summary>
    internal readonly uint Slow => Smoothed + 2 * Deviation;

    /// <summary>An answer that has not come after so many milliseconds is probably lost.</summary>
    internal readonly uint Lost => Smoothed + 4 * Deviation;

    /// <summary>An answer has come after so many milliseconds.</summary>
    internal void Add(uint milliseconds)
    {
        int sample = (int)Math.Min(milliseconds, 60_000);
        if (IsUnknown)
        {
            IsUnknown = false;
            _smoothed = sample << 3;
            _deviation = sample << 1;
            return;
        }
        int error = sample - (_smoothed >> 3);
        _smoothed += error;
        _deviation += Math.Abs(error) - (_deviation >> 2);
    }
}
