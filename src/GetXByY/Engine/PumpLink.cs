using GetXByY.Lookups;

namespace GetXByY.Engine;

/// <summary>What a place where threads wait knows of an engine: its pump, until that has ended. So a queue that lives on does not keep
/// an engine that is over.</summary>
internal sealed class PumpLink(EnginePump pump)
{
    private EnginePump? _pump = pump;

    /// <summary>Null when there will be nothing to pump any more.</summary>
    internal EnginePump? Pump => Atomic.Read(ref _pump);

    /// <summary>The engine has ended.</summary>
    internal void Cut() => Atomic.Write(ref _pump, null);
}
