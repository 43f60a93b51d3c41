using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using GetXByY.Tasks;

namespace GetXByY;

// Addresses as they come: those of one family do not wait for those of the other.
public sealed partial class NameResolver
{
    // RFC 8305 section 3: so long AAAA may come behind A and still be first.
    private static readonly TimeSpan s_resolutionDelay = TimeSpan.FromMilliseconds(50);

    /// <summary>Looks up the addresses of a host and gives them as they come.</summary>
    /// <param name="name">As in <see cref="GetHostByNameAsync(string, CancellationToken)"/>.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <returns>The addresses, each once, at least one. Those of a family are in the order in which they should be tried; see
    /// <see cref="NameResolverOptions.OrderAddresses"/>. IPv6 addresses are given as soon as they are known. IPv4 addresses
    /// wait for them, but no longer than 50 ms (RFC 8305 section 3): an answer that does not come delays no other.</returns>
    /// <remarks>
    /// <para>It is one look-up, so all addresses are of one name of the search list. It begins with the first
    /// <c>MoveNextAsync</c>. Leaving the loop cancels it: nothing more is sent for it. After a cancel no address is
    /// given.</para>
    /// <para>A family without addresses, or of which nothing could be learnt, is passed over when the other has some.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="LookupException">When it is enumerated, and nothing is found: as in
    /// <see cref="GetHostByNameAsync(string, CancellationToken)"/>.</exception>
    /// <exception cref="OperationCanceledException">When it is enumerated: it was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">When it is enumerated: the resolver was disposed.</exception>
    public IAsyncEnumerable<IPAddress> EnumerateHostAddressesAsync(
        string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return EnumerateAsync(name, AddressFamily.Unspecified, cancellationToken);
    }

    private async IAsyncEnumerable<IPAddress> EnumerateAsync(
        string name, AddressFamily family, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (TryFindAtOnce(name, family, cancellationToken, out HostEntry? known))
        {
            foreach (IPAddress address in known.Addresses)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return address;
            }
            yield break;
        }
        var part = new LookupPart();
        Lookup<HostEntry> lookup = StartHostInParts(
            name, family, new LookupOptions { CancellationToken = cancellationToken }, part);
        try
        {
            AddressFamily given = AddressFamily.Unspecified;
            HostEntry? early = await part.Task.ConfigureAwait(false);
            if (early is not null && early.Addresses[0].AddressFamily == AddressFamily.InterNetwork)
            {
                await ((Task)lookup.Completion).WaitAsync(s_resolutionDelay, _time, CancellationToken.None)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            if (early is not null && !lookup.Completion.IsCompleted)
            {
                given = early.Addresses[0].AddressFamily;
                foreach (IPAddress address in Engine.Arrange(early).Addresses)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return address;
                }
            }
            HostEntry all = await lookup.Completion.ConfigureAwait(false);
            foreach (IPAddress address in all.Addresses)
            {
                if (address.AddressFamily == given)
                    continue;
                cancellationToken.ThrowIfCancellationRequested();
                yield return address;
            }
        }
        finally
        {
            lookup.Cancel();
        }
    }

    /// <summary>Starts to look up a host by its name, with a part of the result as soon as there is one.</summary>
    internal Lookup<HostEntry> StartHostInParts(
        string name, AddressFamily family, LookupOptions options, LookupPart part) =>
        Watch(StartHostByName(LookupShapes.Host, name, family, options, TokenOf(options), part));
}
