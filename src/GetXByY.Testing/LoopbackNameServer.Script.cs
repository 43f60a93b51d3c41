using System.Collections.Concurrent;

namespace GetXByY.Testing;

public sealed partial class LoopbackNameServer
{
    private readonly BehaviourTable _anyName = new();
    private readonly ConcurrentDictionary<string, BehaviourTable> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _delaysLock = new();
    private readonly HashSet<DelayedReply> _delays = [];

    /// <summary>Says what is done for queries for a name.</summary>
    /// <remarks>
    /// The order is: the name and the type, the name, all names and the type, all names, the honest answer. A later
    /// call for the same replaces the earlier one; <see cref="ServerBehaviour.Answer"/> makes a name honest again.
    /// Only the name that is asked counts, not those that its aliases lead to.
    /// </remarks>
    /// <param name="name">The name, with or without its final dot, in any letter case.</param>
    /// <param name="behaviour">What is done.</param>
    /// <param name="type">For which type of query; null for all.</param>
    /// <exception cref="ArgumentException">The name is not possible.</exception>
    public void Behave(string name, ServerBehaviour behaviour, QuestionType? type = null)
    {
        ArgumentNullException.ThrowIfNull(behaviour);
        _byName.GetOrAdd(MessageName.Normalize(name), static _ => new BehaviourTable()).Set(type, behaviour);
    }

    /// <summary>Says what is done for queries for names that nothing else was said about.</summary>
    /// <param name="behaviour">What is done.</param>
    /// <param name="type">For which type of query; null for all.</param>
    public void BehaveByDefault(ServerBehaviour behaviour, QuestionType? type = null)
    {
        ArgumentNullException.ThrowIfNull(behaviour);
        _anyName.Set(type, behaviour);
    }

    /// <summary>Does it now. What a test's call-back throws is kept, and ends this query alone.</summary>
    internal void Perform(ServerBehaviour behaviour, Exchange exchange)
    {
        try
        {
            if (!_stopping)
                behaviour.Respond(exchange);
        }
        catch (Exception e)
        {
            KeepFault(e);
        }
    }

    internal void PerformLater(ServerBehaviour behaviour, Exchange exchange, TimeSpan delay)
    {
        DelayedReply reply;
        lock (_delaysLock)
        {
            // what comes later would not be found by those who stop the server
            if (_stopping)
                return;
            reply = new DelayedReply(behaviour, exchange, _options.TimeProvider);
            _delays.Add(reply);
        }

        reply.Start(delay);
    }

    /// <summary>True for exactly one caller for each delayed reply.</summary>
    internal bool Forget(DelayedReply reply)
    {
        lock (_delaysLock)
            return _delays.Remove(reply);
    }

    private void Take(Exchange exchange)
    {
        _log.Add(exchange.Query);
        Perform(Find(exchange.Query), exchange);
    }

    private ServerBehaviour Find(ReceivedQuery query)
    {
        if (_byName.TryGetValue(query.Name, out BehaviourTable? table) && table.Find(query.Type) is { } behaviour)
            return behaviour;
        return _anyName.Find(query.Type) ?? ServerBehaviour.Answer;
    }

    private async Task EndDelaysAsync()
    {
        DelayedReply[] replies;
        lock (_delaysLock)
        {
            replies = [.. _delays];
            _delays.Clear();
        }

        foreach (DelayedReply reply in replies)
            await reply.DisposeAsync().ConfigureAwait(false);
    }
}
