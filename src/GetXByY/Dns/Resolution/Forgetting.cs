namespace GetXByY.Dns.Resolution;

/// <summary>Something that was seen of a server and is believed for a while. Servers are mended and replaced, so it is
/// forgotten, and seen again if it is still so.</summary>
internal struct Forgetting
{
    /// <summary>For how long it is believed, in milliseconds: a quarter of an hour.</summary>
    internal const uint Time = 15 * 60 * 1000;

    private bool _isSeen;
    private uint _seenAt;

    internal void See(uint now)
    {
        _isSeen = true;
        _seenAt = now;
    }

    /// <summary>Whether it was seen and not forgotten yet.</summary>
    internal bool IsKnown(uint now)
    {
        if (_isSeen && now - _seenAt >= Time)
            _isSeen = false;
        return _isSeen;
    }
}
