using System.Net;
using System.Net.Sockets;
using GetXByY.Connecting;

namespace GetXByY.Simulation;

/// <summary>One connection race, watched from outside: whose turn it is, who has won, and who is closed.</summary>
internal sealed class ConnectionRequest : IDisposable
{
    private readonly Schedule _schedule;
    private readonly RacePlan _plan;
    private readonly SimulatedTimers _timers;
    private readonly SimulatedAddresses _addresses;
    private readonly ConnectionRace _race;
    private readonly CancellationTokenSource _source = new();
    private readonly List<SimulatedAttempt> _attempts = [];

    // Those that the race has taken and not tried.
    private readonly List<IPAddress> _untried = [];
    private AddressFamily _turn;
    private long _begunAt;
    private int _failures;
    private int _failuresAtBegin;

    // How many attempts were begun before their time, because of failures.
    private int _hastened;
    private Task<Socket?>? _task;

    // What was open when the cancel had returned: the winner's, if anybody had won before.
    private Socket? _openAtCancel;
    private bool _cancelHasReturned;

    internal ConnectionRequest(Schedule schedule, RacePlan plan)
    {
        (_schedule, _plan) = (schedule, plan);
        _timers = new SimulatedTimers(schedule.Scheduler, schedule.Time);
        _addresses = new SimulatedAddresses(schedule, plan, Take);
        _race = new ConnectionRace(443, TimeSpan.FromMilliseconds(RacePlan.AttemptDelay), _timers, Begin, _source.Token);
    }

    internal bool HasEnded => _task is { IsCompleted: true };

    /// <summary>Whether an attempt is connected, and the race knows or will soon know.</summary>
    internal bool HasConnected => _attempts.Exists(a => a.IsConnected);

    internal bool HasStarted => _task is not null;

    internal bool CanCancel => !_source.IsCancellationRequested;

    internal void Start()
    {
        _schedule.Tally["starts", "race"]++;
        _task = _race.RunAsync(_addresses);
    }

    /// <summary>Cancels it, once.</summary>
    internal void Cancel()
    {
        _schedule.Tally["cancels", "race"]++;
        _schedule.Log("cancel of a race");
        _source.Cancel();
        _cancelHasReturned = true;
        SimulatedAttempt[] open = [.. _attempts.Where(a => a.IsOpen)];
        if (open.Length > 1)
            _schedule.Violate($"{open.Length} sockets of a race are open after it was cancelled");
        _openAtCancel = open.FirstOrDefault()?.Socket;
    }

    public void Dispose()
    {
        _race.Dispose();
        foreach (SimulatedAttempt attempt in _attempts)
            attempt.Socket.Dispose();
    }

    /// <summary>Nobody can go on before time passes: nothing that is due was left lying.</summary>
    internal void CheckBeforeTimePasses()
    {
        if (!HasStarted || HasEnded)
            return;
        if (_cancelHasReturned)
            return;
        if (HasConnected)
            _schedule.Violate("a race goes on although somebody has won");
        if (_addresses.HasUntaken)
            _schedule.Violate("a race leaves an address lying");
        bool isDue = _attempts.TrueForAll(a => a.HasEnded) || _failures > _failuresAtBegin
            || _schedule.Now >= _timers.LastDue;
        if (_untried.Count > 0 && isDue)
            _schedule.Violate($"nobody tries {_untried[0]}");
    }

    /// <summary>It has ended: with what it should, and nothing of it is left.</summary>
    internal void Judge()
    {
        Socket? winner = _task!.IsCompletedSuccessfully ? _task.Result : null;
        foreach (SimulatedAttempt attempt in _attempts)
        {
            if (!attempt.HasEnded || attempt.IsOpen != (attempt.Socket == winner))
                _schedule.Violate($"the attempt to {attempt.Address} goes on, or its socket is open though it has not won");
        }
        if (winner is not null && !_attempts.Exists(a => a.Socket == winner && a.IsConnected))
            _schedule.Violate("a race was won by nobody who was connected");
        if (_cancelHasReturned && winner is not null && winner != _openAtCancel)
            _schedule.Violate("a race was won after it was cancelled");
        if (_openAtCancel is not null && winner != _openAtCancel)
            _schedule.Violate("a socket was open after the cancel that has not won");
        if (!_addresses.IsDisposed || _timers.Armed != 0)
            _schedule.Violate($"a race has left its look-up, or {_timers.Armed} timers");
        JudgeEnd(winner);
    }

    private void JudgeEnd(Socket? winner)
    {
        string end = winner is not null ? "connected"
            : _task!.IsCompletedSuccessfully ? "failed"
            : _task.IsCanceled ? "cancelled"
            : "no address";
        _schedule.Tally["ends", $"race {end}"]++;
        _schedule.Log($"race: {end}");
        bool isRight = end switch
        {
            "connected" => true,
            "failed" => _attempts.Count == _plan.Addresses.Count && _attempts.TrueForAll(a => a.HasFailed)
                && _race.Failed.Count == _attempts.Count,
            "cancelled" => _source.IsCancellationRequested,
            _ => _task!.Exception!.InnerException == _plan.LookupFailure && _attempts.Count == 0,
        };
        if (!isRight)
            _schedule.Violate($"a race ended: {end}, {_attempts.Count} attempts, {_task!.Exception?.InnerException}");
    }

    private void Take(IPAddress address)
    {
        _untried.Add(address);
        if (_turn == AddressFamily.Unspecified)
            _turn = address.AddressFamily;
    }

    private Task<OpenConnection> Begin(IPEndPoint endPoint, CancellationToken token)
    {
        _schedule.Scheduler.Step();
        if (token.IsCancellationRequested)
            return Task.FromCanceled<OpenConnection>(token);
        JudgeTurn(endPoint.Address);
        var attempt = new SimulatedAttempt(
            _schedule, endPoint.Address, _plan.PlanOf(endPoint.Address), () => _failures++);
        _attempts.Add(attempt);
        return attempt.Start(token);
    }

    // RFC 8305 sections 4 and 5, told once more in other words.
    private void JudgeTurn(IPAddress address)
    {
        IPAddress expected = _untried.Find(a => a.AddressFamily == _turn) ?? _untried[0];
        if (!address.Equals(expected))
            _schedule.Violate($"{address} is tried, and it is the turn of {expected}");
        bool isEarly = !_attempts.TrueForAll(a => a.HasEnded) && _schedule.Now - _begunAt < RacePlan.AttemptDelay;
        // A failure may come just before an attempt that is due anyway, and is seen behind it.
        if (isEarly && _hastened++ == _failures)
            _schedule.Violate($"{address} is tried {_schedule.Now - _begunAt} ms after the one before");
        _untried.Remove(expected);
        _turn = expected.AddressFamily == AddressFamily.InterNetwork
            ? AddressFamily.InterNetworkV6
            : AddressFamily.InterNetwork;
        (_begunAt, _failuresAtBegin) = (_schedule.Now, _failures);
    }
}
