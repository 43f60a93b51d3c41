namespace GetXByY.Dns.Resolution;

/// <summary>How many queries may be sent beyond those that are needed: a bucket into which every query puts a share of a
/// token, and from which every hedge, or every probe, takes a whole one. Only the pump uses it.</summary>
/// <param name="share">So many for each query, from 0 for none to 1.</param>
internal sealed class QueryBudget(double share)
{
    // What a quiet hour has saved up must not go out in one bad second.
    private const double Most = 10;

    private double _tokens;

    /// <summary>Whether there is anything to be spent, ever.</summary>
    internal bool Exists => share > 0;

    /// <summary>A query was started.</summary>
    internal void Earn() => _tokens = Math.Min(_tokens + share, Most);

    /// <summary>Takes leave to send one.</summary>
    internal bool TryTake()
    {
        // A twentieth is no whole number of bits.
        if (_tokens < 1 - 1e-9)
            return false;
        _tokens -= 1;
        return true;
    }
}
