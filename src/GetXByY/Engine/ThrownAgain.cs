using System.Runtime.ExceptionServices;

namespace GetXByY.Engine;

/// <summary>An exception that nobody handles. A worker throws it again, and it ends the process; on the engine's thread it would
/// take the engine down and leave its look-up half ended, and whoever cancels that would wait for ever.</summary>
internal sealed class ThrownAgain(Exception exception) : IThreadPoolWorkItem
{
    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute() => ExceptionDispatchInfo.Throw(exception);
}
