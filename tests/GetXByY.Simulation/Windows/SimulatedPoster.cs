using GetXByY.Winsock;

namespace GetXByY.Simulation;

/// <summary>Posts to the windows of the schedule, is overtaken meanwhile, and finds the queue full now and then.</summary>
internal sealed class SimulatedPoster(Schedule schedule, Choices choices) : IMessagePoster
{
    private readonly HashSet<nuint> _posted = [];
    private readonly HashSet<nuint> _pointless = [];
    private readonly Dictionary<uint, long> _refused = [];

    /// <summary>Whether a request's message is in a queue or was taken, or has nowhere to go.</summary>
    internal bool HasHandedOver(uint handle) => _posted.Contains(handle) || _pointless.Contains(handle);

    /// <summary>The requests whose message found the queue full the last time, and the virtual millisecond of that.
    /// </summary>
    internal IReadOnlyDictionary<uint, long> Refused => _refused;

    public PostOutcome Post(nint window, uint message, nuint wParam, nint lParam)
    {
        schedule.Scheduler.Step();
        if (SimulatedThread.Current?.Role == ThreadRole.Pump)
            schedule.Violate("the poster ran on the engine's thread");
        if (choices.OneIn(8))
            CheckReentry(wParam);
        if (choices.OneIn(6))
        {
            schedule.Tally.Count(Fault.QueueFull);
            _refused[(uint)wParam] = schedule.Now;
            return PostOutcome.QueueFull;
        }
        schedule.Scheduler.Step();
        _refused.Remove((uint)wParam);
        // Whether it is handled at once or later, from here on it has been posted.
        if (!_posted.Add(wParam))
            schedule.Violate($"two messages were posted for request {wParam}");
        schedule.OnPosting(window, (uint)wParam);
        PostOutcome outcome = DefaultMessagePoster.Instance.Post(window, message, wParam, lParam);
        if (outcome == PostOutcome.NoWindow)
            _pointless.Add(wParam);
        schedule.Scheduler.Step();
        return outcome;
    }

    // From inside the poster every function is refused, or it could wait for itself.
    private void CheckReentry(nuint handle)
    {
        if (schedule.Provider.CancelAsyncRequest((nint)handle) != WinSock.SOCKET_ERROR
            || LastError.Code is not (WinSock.WSAEINPROGRESS or WinSock.WSANOTINITIALISED))
            schedule.Violate("a cancel from inside the poster was not refused");
        if (schedule.Provider.Cleanup() != WinSock.SOCKET_ERROR)
            schedule.Violate("a cleanup from inside the poster was not refused");
    }
}
