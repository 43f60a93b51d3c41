namespace GetXByY.Testing;

public sealed partial class ServerBehaviour
{
    /// <summary>The first behaviour for the first query, and so on; the last for all that follow.</summary>
    /// <param name="behaviours">At least one.</param>
    /// <returns>A behaviour that counts the queries it meets, whatever their name, type and transport.</returns>
    /// <exception cref="ArgumentException">There are none, or one is null.</exception>
    public static ServerBehaviour InTurn(params ServerBehaviour[] behaviours)
    {
        ServerBehaviour[] steps = Copy(behaviours);
        long next = -1;
        return new(e =>
        {
            long turn = Interlocked.Increment(ref next);
            steps[Math.Min(turn, steps.Length - 1)].Respond(e);
        });
    }

    /// <summary>
    /// As <see cref="InTurn"/>, but after the last comes the first again: <c>Cycle(Answer, Answer, Silence)</c>
    /// loses every third query.
    /// </summary>
    /// <param name="behaviours">At least one.</param>
    /// <exception cref="ArgumentException">There are none, or one is null.</exception>
    public static ServerBehaviour Cycle(params ServerBehaviour[] behaviours)
    {
        ServerBehaviour[] steps = Copy(behaviours);
        long next = -1;
        return new(e => steps[Interlocked.Increment(ref next) % steps.Length].Respond(e));
    }

    /// <summary>
    /// All of them for each query, in this order: <c>AllOf(WrongId, WrongName, Answer)</c> sends two lies and then
    /// the truth. One that waits does not keep back those behind it.
    /// </summary>
    /// <param name="behaviours">At least one.</param>
    /// <exception cref="ArgumentException">There are none, or one is null.</exception>
    public static ServerBehaviour AllOf(params ServerBehaviour[] behaviours)
    {
        ServerBehaviour[] steps = Copy(behaviours);
        return new(e =>
        {
            foreach (ServerBehaviour step in steps)
                step.Respond(e);
        });
    }

    /// <summary>What the test says for each query.</summary>
    /// <param name="choose">
    /// Called for each query, on the server's own thread for UDP and on a pool thread for TCP; it must not block.
    /// What it throws goes to <see cref="LoopbackNameServer.Faults"/> and the query is not answered.
    /// </param>
    public static ServerBehaviour Choose(Func<ReceivedQuery, ServerBehaviour> choose)
    {
        ArgumentNullException.ThrowIfNull(choose);
        return new(e => choose(e.Query).Respond(e));
    }

    /// <summary>This behaviour over UDP and another over TCP: <c>Truncated.OverTcp(Disconnect)</c>.</summary>
    /// <param name="other">What is done for queries over TCP.</param>
    public ServerBehaviour OverTcp(ServerBehaviour other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(e => (e.Query.OverTcp ? other : this).Respond(e));
    }

    /// <summary>This behaviour, several times for each query: <c>Answer.Times(2)</c> answers twice.</summary>
    /// <param name="count">How often, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public ServerBehaviour Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new(e =>
        {
            for (int i = 0; i < count; i++)
                Respond(e);
        });
    }

    /// <summary>
    /// This behaviour, some time after the query came, by the clock of the server's
    /// <see cref="LoopbackNameServerOptions.TimeProvider"/>. Other queries do not wait for it.
    /// </summary>
    /// <param name="delay">How long; zero or more. Timers of the system count milliseconds.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative or over 49 days.</exception>
    public ServerBehaviour After(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, TimeSpan.FromDays(49));
        return new(e => e.Server.PerformLater(this, e, delay));
    }

    /// <summary>This behaviour, when the gate lets the query go. Other queries do not wait for it.</summary>
    /// <param name="gate">What holds it.</param>
    public ServerBehaviour HeldBy(ServerGate gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        return new(e => gate.Hold(this, e));
    }

    private static ServerBehaviour[] Copy(ServerBehaviour[] behaviours)
    {
        ArgumentNullException.ThrowIfNull(behaviours);
        if (behaviours.Length == 0 || behaviours.Contains(null!))
            throw new ArgumentException("Give at least one behaviour, and no null", nameof(behaviours));
        return [.. behaviours];
    }
}
