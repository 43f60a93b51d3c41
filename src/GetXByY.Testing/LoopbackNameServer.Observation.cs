namespace GetXByY.Testing;

public sealed partial class LoopbackNameServer
{
    private const int MostFaults = 100;

    private readonly QueryLog _log;
    private readonly Lock _faultsLock = new();
    private readonly List<Exception> _faults = [];
    private long _malformed;

    /// <summary>
    /// The last queries, the oldest first, as many as <see cref="LoopbackNameServerOptions.RecordedQueries"/> says:
    /// a copy that does not change.
    /// </summary>
    public IReadOnlyList<ReceivedQuery> Queries => _log.Snapshot();

    /// <summary>How many queries were received since the start, whether they are still recorded or not.</summary>
    public long QueryCount => _log.Count;

    /// <summary>How many datagrams and TCP messages were received that are no query this server can read.</summary>
    public long MalformedCount => Interlocked.Read(ref _malformed);

    /// <summary>How many TCP connections were accepted since the start.</summary>
    public long ConnectionCount => Interlocked.Read(ref _connectionCount);

    /// <summary>
    /// What call-backs of behaviours threw, and messages that could not be sent because they are too long; the first
    /// 100. A test that uses such call-backs should find it empty at its end.
    /// </summary>
    public IReadOnlyList<Exception> Faults
    {
        get
        {
            lock (_faultsLock)
                return [.. _faults];
        }
    }

    /// <summary>
    /// Completes when at least <paramref name="count"/> queries were received since the start. A query is counted
    /// when it comes, before its behaviour begins.
    /// </summary>
    /// <param name="count">How many, of any name.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The server was disposed and there were fewer.</exception>
    public Task WaitForQueriesAsync(int count, CancellationToken cancellationToken = default) =>
        _log.WaitAsync(count, name: null, cancellationToken);

    /// <summary>
    /// Completes when at least <paramref name="count"/> queries for a name were received: those that are still
    /// recorded when it is called, and those that come then.
    /// </summary>
    /// <param name="name">The name, with or without its final dot, in any letter case.</param>
    /// <param name="count">How many, of any type.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ArgumentException">The name is not possible.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The server was disposed and there were fewer.</exception>
    public Task WaitForQueriesAsync(string name, int count, CancellationToken cancellationToken = default) =>
        _log.WaitAsync(count, MessageName.Normalize(name), cancellationToken);

    private void KeepFault(Exception fault)
    {
        lock (_faultsLock)
        {
            if (_faults.Count < MostFaults)
                _faults.Add(fault);
        }
    }
}
