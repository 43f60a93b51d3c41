using GetXByY.Databases;

namespace GetXByY.Engine;

/// <summary>What whoever starts a look-up may know without the engine. Another one takes its place, whole, when the files have
/// changed or the cache is cleared.</summary>
/// <param name="Tables">What was read from files.</param>
/// <param name="Clears">How often the cache was cleared before.</param>
internal sealed record Known(EngineTables Tables, int Clears)
{
    /// <summary>Hosts whose answers were kept under these tables and since that clear. The pump puts them here.</summary>
    internal KeptHosts Hosts { get; } = new();
}
