namespace GetXByY;

/// <summary>A place for the order of addresses that was found for an entry which is given to several callers. May be used from
/// any thread.</summary>
internal sealed class KeptOrder
{
    /// <summary>What was found last, whole; read and written by <c>Atomic</c>.</summary>
    internal object? Found;
}
