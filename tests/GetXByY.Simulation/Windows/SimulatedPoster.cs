using GetXByY.Winsock;

namespace GetXByY.Simulation;

/// <summary>A poster of the user's: posts to the windows of the schedule, is overtaken meanwhile, and finds the queue full now
/// and then. <see cref="Own"/> does the same as the product's own.</summary>
internal sealed class SimulatedPoster : IMessagePoster
{
    private readonly Schedule _schedule;
    private readonly Choices _choices;
    private readonly HashSet<nuint> _posted = [];
    private readonly HashSet<nuint> _pointless = [];
    private readonly Dictionary<uint, long> _refused = [];

    internal SimulatedPoster(Schedule schedule, Choices choices)
    {
        _schedule = schedule;
        _choices = choices;
        Own = new OwnPoster(this);
    }

    /// <summary>One that counts as the product's own, so the engine's thread may call it.</summary>
    internal OwnPoster Own { get; }

    /// <summary>Whether a request's message is in a queue or was taken, or has nowhere to go.</summary>
    internal bool HasHandedOver(uint handle) => _posted.Contains(handle) || _pointless.Contains(handle);

    /// <summary>The requests whose message found the queue full the last time, and the virtual millisecond of that.
    /// </summary>
    internal IReadOnlyDictionary<uint, long> Refused => _refused;

    public PostOutcome Post(nint window, uint message, nuint wParam, nint lParam)
    {
        _schedule.Scheduler.Step();
        if (SimulatedThread.Current?.Role == ThreadRole.Pump)
            _schedule.Violate("the poster ran on the engine's thread");
        if (_choices.OneIn(8))
            CheckReentry(wParam);
        return HandOver(window, wParam, () => DefaultMessagePoster.Instance.Post(window, message, wParam, lParam));
    }

    /// <summary>Posts a message, unless the queue is full.</summary>
    internal PostOutcome HandOver(nint window, nuint handle, Func<PostOutcome> post)
    {
        if (_choices.OneIn(6))
        {
            _schedule.Tally.Count(Fault.QueueFull);
            _refused[(uint)handle] = _schedule.Now;
            return PostOutcome.QueueFull;
        }
        _schedule.Scheduler.Step();
        _refused.Remove((uint)handle);
        // Whether it is handled at once or later, from here on it has been posted.
        if (!_posted.Add(handle))
            _schedule.Violate($"two messages were posted for request {handle}");
        _schedule.OnPosting(window, (uint)handle);
        PostOutcome outcome = post();
        if (outcome == PostOutcome.NoWindow)
            _pointless.Add(handle);
        _schedule.Scheduler.Step();
        return outcome;
    }

    // From inside the poster every function is refused, or it could wait for itself.
    private void CheckReentry(nuint handle)
    {
        if (_schedule.Provider.CancelAsyncRequest((nint)handle) != WinSock.SOCKET_ERROR
            || LastError.Code is not (WinSock.WSAEINPROGRESS or WinSock.WSANOTINITIALISED))
            _schedule.Violate("a cancel from inside the poster was not refused");
        if (_schedule.Provider.Cleanup() != WinSock.SOCKET_ERROR)
            _schedule.Violate("a cleanup from inside the poster was not refused");
    }
}
