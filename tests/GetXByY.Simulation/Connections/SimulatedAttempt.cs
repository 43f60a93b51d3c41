using System.Net;
using System.Net.Sockets;
using GetXByY.Connecting;

namespace GetXByY.Simulation;

/// <summary>One connection attempt of the simulated system, with a socket that is connected to nothing.</summary>
internal sealed class SimulatedAttempt(Schedule schedule, IPAddress address, AttemptPlan plan, Action failed)
{
    // The system's own patience, in milliseconds.
    private const int Minutes = 130_000;

    // Continuations run on the thread that ends it.
    private readonly TaskCompletionSource<OpenConnection> _source = new();

    internal IPAddress Address => address;

    internal Socket Socket { get; } = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    internal bool IsOpen => !Socket.SafeHandle.IsClosed;

    internal bool IsConnected { get; private set; }

    internal bool HasFailed { get; private set; }

    internal bool HasEnded => _source.Task.IsCompleted;

    /// <summary>Begins it, as a socket does: the token closes it at once, and its task ends some time later.</summary>
    internal Task<OpenConnection> Start(CancellationToken token)
    {
        schedule.Scheduler.Step();
        CancellationTokenRegistration closing = token.UnsafeRegister(static me => ((SimulatedAttempt)me!).Close(), this);
        if (plan is { Delay: 0, End: not AttemptEnd.IsSilent } && IsOpen)
        {
            End(closing, token);
            return _source.Task;
        }
        schedule.Scheduler.Add($"attempt {address}", ThreadRole.Worker, () =>
        {
            schedule.Scheduler.Wait(() => !IsOpen, plan.End == AttemptEnd.IsSilent ? Minutes : plan.Delay);
            End(closing, token);
        });
        return _source.Task;
    }

    private void Close()
    {
        schedule.Scheduler.Step();
        Socket.Dispose();
    }

    private void End(CancellationTokenRegistration closing, CancellationToken token)
    {
        schedule.Scheduler.Step();
        if (!IsOpen)
        {
            _source.SetCanceled(token);
        }
        else if (plan.End == AttemptEnd.Connects)
        {
            IsConnected = true;
            _source.SetResult(new OpenConnection(Socket, closing));
        }
        else
        {
            closing.Unregister();
            Socket.Dispose();
            HasFailed = true;
            failed();
            _source.SetException(new SocketException((int)SocketError.ConnectionRefused));
        }
    }
}
