using System.Net;

namespace GetXByY.Telemetry;

/// <summary>One look-up as those see it who listen. It begins where the look-up is started, and ends once.</summary>
internal abstract class LookupObservation
{
    /// <summary>An attempt is being sent. Called by the pump, so it must run no code of the user's.</summary>
    internal abstract void NoteAttempt(IPEndPoint server, bool overTcp);

    /// <summary>The look-up has not asked one of its questions itself. Called by the pump, so it must run no code of the
    /// user's.</summary>
    /// <param name="isShared">Whether another's answer was its answer.</param>
    /// <param name="isStale">Whether it was beyond its time; if neither, it was kept.</param>
    internal virtual void NoteUnasked(bool isShared, bool isStale)
    {
    }

    /// <summary>The look-up has ended. Runs code of the user's: on a worker, under no lock, with nothing held up by it.
    /// </summary>
    /// <param name="result">Its result; null when it was cancelled.</param>
    internal abstract void End(in LookupResult<object>? result);
}
