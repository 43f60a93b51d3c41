using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;

namespace GetXByY.Connecting;

/// <summary>Connects to the first of a host's addresses that lets it (RFC 8305): begins with one, tries the next beside it
/// when it fails or has had its time, and goes on so while addresses come; the first connection wins.</summary>
/// <remarks>Used by one caller, once. When it ends all other sockets are closed, and the addresses are not enumerated any
/// more. Of the caller's cancel and the first connection one ends it: when a cancel has returned there is no winner, and no
/// socket is open.</remarks>
internal sealed partial class ConnectionRace : IDisposable
{
    private readonly Func<IPEndPoint, CancellationToken, Task<OpenConnection>> _connect;
    private readonly TimeProvider _time;
    private readonly TimeSpan _delay;
    private readonly int _port;
    private readonly CancellationToken _token;

    private readonly InterleavedAddresses _untried = new();
    private readonly List<(IPEndPoint EndPoint, Task<OpenConnection> Task)> _running = [];
    private readonly List<FailedConnection> _failed = [];

    // Whether another address has come; null when all have.
    private Task<bool>? _more;

    // Ends when the next attempt may begin beside those that run.
    private Task _delaying = Task.CompletedTask;
    private ExceptionDispatchInfo? _lookupFailure;

    /// <param name="port">The port to connect to.</param>
    /// <param name="delay">How long an attempt has before the next begins.</param>
    /// <param name="time">The clock.</param>
    /// <param name="connect">Makes one attempt.</param>
    /// <param name="token">The caller's.</param>
    internal ConnectionRace(
        int port, TimeSpan delay, TimeProvider time, Func<IPEndPoint, CancellationToken, Task<OpenConnection>> connect,
        CancellationToken token)
    {
        _port = port;
        _delay = delay;
        _time = time;
        _connect = connect;
        _token = token;
        _registration = token.UnsafeRegister(static race => ((ConnectionRace)race!).OnCancelled(), this);
    }

    /// <summary>What failed, in the order of the failures.</summary>
    internal IReadOnlyList<FailedConnection> Failed => _failed;

    /// <summary>Runs the race.</summary>
    /// <param name="addresses">The addresses as they come, the preferred ones first.</param>
    /// <returns>The connected socket; null when none could be connected, see <see cref="Failed"/>.</returns>
    /// <exception cref="LookupException">There is no address.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    internal async Task<Socket?> RunAsync(IAsyncEnumerable<IPAddress> addresses)
    {
        IAsyncEnumerator<IPAddress> source = addresses.GetAsyncEnumerator(_over.Token);
        Socket? winner = null;
        try
        {
            _more = source.MoveNextAsync().AsTask();
            while (winner is null)
            {
                await TakeAddressesAsync(source).ConfigureAwait(false);
                ThrowIfCancelled();
                if (!_untried.IsEmpty && (_running.Count == 0 || _delaying.IsCompleted))
                    Begin(new IPEndPoint(_untried.Take(), _port));
                if (_running.Count == 0 && _more is null)
                    break;
                await Task.WhenAny(Awaited()).ConfigureAwait(false);
                ThrowIfCancelled();
                winner = await TakeEndedAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            await EndAsync(source).ConfigureAwait(false);
        }
        if (winner is null && _failed.Count == 0)
            _lookupFailure?.Throw();
        return winner;
    }

    /// <summary>Lets the caller's token go.</summary>
    public void Dispose() => _registration.Unregister();

    // All that have come, so that they can be interleaved before the first is tried.
    private async ValueTask TakeAddressesAsync(IAsyncEnumerator<IPAddress> source)
    {
        try
        {
            while (_more is { IsCompleted: true } more)
            {
                _more = null;
                if (!await more.ConfigureAwait(false))
                    return;
                _untried.Add(source.Current);
                _more = source.MoveNextAsync().AsTask();
            }
        }
        catch (Exception e) when (e is LookupException or OperationCanceledException)
        {
            // What came before may still do.
            _lookupFailure = ExceptionDispatchInfo.Capture(e);
        }
    }

    private void Begin(IPEndPoint endPoint)
    {
        _running.Add((endPoint, Connect(endPoint)));
        // Not by the other token: what waits for the delay must not go on upon a canceller's stack.
        _delaying = Task.Delay(_delay, _time, _ended.Token);
    }

    private List<Task> Awaited()
    {
        List<Task> tasks = [.. _running.Select(r => r.Task)];
        if (_more is not null)
            tasks.Add(_more);
        if (!_untried.IsEmpty)
            tasks.Add(_delaying);
        return tasks;
    }

    private async ValueTask<Socket?> TakeEndedAsync()
    {
        for (int i = 0; i < _running.Count; i++)
        {
            (IPEndPoint endPoint, Task<OpenConnection> task) = _running[i];
            if (!task.IsCompleted)
                continue;
            _running.RemoveAt(i--);
            try
            {
                OpenConnection connection = await task.ConfigureAwait(false);
                return Win(connection);
            }
            catch (SocketException e)
            {
                _failed.Add(new FailedConnection(endPoint, e));
                // Whoever comes next need not wait for the time of one that is gone.
                _delaying = Task.CompletedTask;
            }
            catch (OperationCanceledException)
            {
                // The caller's token has fired since it was looked at; the attempt knows only the race's own.
                ThrowIfCancelled();
                throw;
            }
        }
        return null;
    }

    // What comes of the attempts is awaited: only then can nobody else see an exception of theirs.
    private async ValueTask EndAsync(IAsyncEnumerator<IPAddress> source)
    {
        TryClose(null);
        _ended.Cancel();
        foreach ((_, Task<OpenConnection> task) in _running)
            await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_more is not null)
            await ((Task)_more).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await source.DisposeAsync().ConfigureAwait(false);
    }
}
