namespace GetXByY.Simulation;

// Connection races. They have schedules of their own: of look-ups a race sees nothing but addresses, and so the schedules of
// look-ups are what they were.
internal sealed partial class Schedule
{
    private const ulong ConnectionChoices = 1UL << 62;

    internal List<ConnectionRequest> Connections { get; } = [];

    internal VirtualTime Time => _time;

    /// <summary>A schedule of connection races alone.</summary>
    /// <param name="seed">What all else follows from.</param>
    /// <param name="files">The simulated machine's configuration.</param>
    /// <param name="tally">Where it is counted what happened.</param>
    /// <param name="trace">Told every step and event; null for nobody.</param>
    internal static Schedule OfConnections(ulong seed, ScheduleFiles files, Tally tally, Action<string>? trace = null)
    {
        var schedule = new Schedule(seed + ConnectionChoices, files, tally, trace);
        schedule.AddPrograms = schedule.AddConnections;
        return schedule;
    }

    /// <summary>A race that goes on, if there is one.</summary>
    internal ConnectionRequest? AnyConnection(Choices choices)
    {
        ConnectionRequest[] running = [.. Connections.Where(c => c is { HasStarted: true, HasEnded: false, CanCancel: true })];
        return running.Length == 0 ? null : running[choices.Below(running.Length)];
    }

    private void AddConnections()
    {
        for (int i = _choices.Between(1, 3); i > 0; i--)
            AddProgram($"connects {i}", new ConnectProgram(this, _choices, _choices.Between(2, 6)).Run);
    }

    private void CheckConnectionsAtRest()
    {
        foreach (ConnectionRequest request in Connections)
        {
            request.Judge();
            request.Dispose();
        }
    }
}
