using GetXByY.Lookups;

namespace GetXByY.Databases;

/// <summary>A kept answer that hosts were made of which callers give without the engine: which ones, and whether they did.</summary>
internal sealed class ToldAnswer
{
    private bool _isUsed;

    /// <summary>Made of it, and perhaps of another answer: one for each family and spelling. They belong to the pump.</summary>
    internal List<KeptHost> Hosts { get; } = [];

    /// <summary>Notes that it was given. Any thread may.</summary>
    internal void Use()
    {
        // Mostly it is noted already, and then nobody's copy of this memory is disturbed.
        if (!Atomic.Read(ref _isUsed))
            Atomic.Write(ref _isUsed, true);
    }

    /// <summary>Whether it was given since this was asked last.</summary>
    internal bool TakeUse()
    {
        bool used = Atomic.Read(ref _isUsed);
        if (used)
            Atomic.Write(ref _isUsed, false);
        return used;
    }
}
