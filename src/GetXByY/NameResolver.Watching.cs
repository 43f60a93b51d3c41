using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using GetXByY.Engine;
using GetXByY.Tasks;

namespace GetXByY;

// A name that is watched: looked up again and again, and told of when something has changed.
public sealed partial class NameResolver
{
    // However short the TTL, never more often.
    private static readonly TimeSpan s_watchAtMostEvery = TimeSpan.FromSeconds(1);

    // What has no TTL may change without a file that does: the addresses of the machine's interfaces.
    private static readonly TimeSpan s_watchWithoutTtl = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_watchAtLeastEvery = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_watchAfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_watchAfterFailures = TimeSpan.FromMinutes(1);

    // Fires when the resolver is disposed of. Nothing of the user's is registered with it.
    private readonly CancellationTokenSource _ended = new();

    /// <summary>Watches a host: gives what is known of it now, and again whenever that has changed.</summary>
    /// <param name="name">As in <see cref="GetHostByNameAsync(string, CancellationToken)"/>.</param>
    /// <param name="family">InterNetwork, InterNetworkV6, or Unspecified for both.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>The first result, whatever it is; then each that differs from the one before: by other addresses (their order, the
    /// names and the TTL do not count), by a failure instead of addresses or addresses instead of a failure, or by another
    /// <see cref="LookupError"/>. It never ends by itself. A failure says nothing about the addresses that were given before: who
    /// has some best goes on with them.</returns>
    /// <remarks>
    /// <para>The name is looked up again when its <see cref="HostEntry.TimeToLive"/> is over, but never more often than once a
    /// second, and once a day at least; after a failure in 5 seconds, then 10, 20, 40 and 60; what has no TTL (lines of the hosts
    /// file, addresses in text, this machine's own names) after a minute. When the files are followed
    /// (<see cref="NameResolverOptions.FollowChanges"/>) and one of them has changed, it is looked up within a second of the
    /// resolver having read it. It works with and without <see cref="NameResolverOptions.MaxCachedAnswers"/>; an answer that is
    /// kept counts for what is left of its TTL. All of it goes by <see cref="NameResolverOptions.TimeProvider"/>.</para>
    /// <para>It goes on only while somebody awaits <c>MoveNextAsync</c>: who takes long over one result has the next one looked up
    /// when asking for it. When the token fires, or the loop is left, the look-up that is under way is cancelled for real, and no
    /// timer stays behind. A watch has no thread. Several of one name know nothing of each other, but share queries where answers
    /// are kept.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="family"/> is another one.</exception>
    /// <exception cref="OperationCanceledException">When it is enumerated: it was cancelled, by the token or, while a look-up was
    /// under way, by <see cref="CancelAll"/>.</exception>
    /// <exception cref="ObjectDisposedException">When it is enumerated: the resolver was disposed of.</exception>
    public IAsyncEnumerable<LookupResult<HostEntry>> WatchHostByNameAsync(
        string name, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellationToken = default)
    {
        RequestHostByName(name, family, stackalloc byte[MaxUtf8]);
        return WatchAsync(name, family, cancellationToken);
    }

    private async IAsyncEnumerable<LookupResult<HostEntry>> WatchAsync(
        string name, AddressFamily family, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LookupResult<HostEntry>? told = null;
        TimeSpan afterFailure = s_watchAfterFailure;
        while (true)
        {
            // Before the look-up, so that a change while it is under way counts.
            EngineTables tables = Engine.Tables;
            LookupResult<HostEntry> result = await LookUpAsync(name, family, cancellationToken).ConfigureAwait(false);
            long since = _time.GetTimestamp();
            TimeSpan pause = result.IsSuccess ? PauseAfter(result.Entry) : afterFailure;
            afterFailure = result.IsSuccess ? s_watchAfterFailure : Least(2 * afterFailure, s_watchAfterFailures);
            if (told is not { } last || Differ(last, result))
            {
                told = result;
                yield return result;
            }
            await WaitAsync(since, pause, tables, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<LookupResult<HostEntry>> LookUpAsync(
        string name, AddressFamily family, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await AwaitHostByName(_awaited.TryHost, name, family, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested && _ended.IsCancellationRequested)
        {
            throw Disposed(e);
        }
    }

    // Returns when it is time, or other tables are there.
    private async ValueTask WaitAsync(long since, TimeSpan pause, EngineTables tables, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_ended.IsCancellationRequested)
                throw Disposed(null);
            TimeSpan left = pause - _time.GetElapsedTime(since);
            if (left <= TimeSpan.Zero || (pause - left >= s_watchAtMostEvery && Engine.Tables != tables))
                return;
            await WatchPause.WaitAsync(
                _watch is null ? left : Least(left, TablesWatch.Period), _time, cancellationToken, _ended.Token)
                .ConfigureAwait(false);
        }
    }

    private static TimeSpan PauseAfter(HostEntry entry) =>
        entry.TimeToLive is not { } time ? s_watchWithoutTtl
        : time < s_watchAtMostEvery ? s_watchAtMostEvery
        : Least(time, s_watchAtLeastEvery);

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static bool Differ(in LookupResult<HostEntry> last, in LookupResult<HostEntry> result) =>
        last.TryGetEntry(out HostEntry? before) && result.TryGetEntry(out HostEntry? now)
            ? !new HashSet<IPAddress>(before.Addresses).SetEquals(now.Addresses)
            : last.Error != result.Error;

    private static ObjectDisposedException Disposed(Exception? inner) =>
        new($"The {nameof(NameResolver)} was disposed of while a name was watched.", inner);
}
