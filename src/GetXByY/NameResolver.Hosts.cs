using System.Net;
using System.Net.Sockets;
using GetXByY.Tasks;

namespace GetXByY;

// Hosts: by name and by address.
public sealed partial class NameResolver
{
    /// <summary>Looks up a host by its name, both families of addresses.</summary>
    /// <param name="name">A name; without a trailing dot the search list of resolv.conf applies. An address in text
    /// gives itself, an empty name this machine. Names beyond ASCII are converted by IDNA.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <returns>The host.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="LookupException">HostNotFound: there is no such name, or it is no possible name. NoData: it has
    /// no address of the family. TryAgain: no server answered in time, or too many look-ups are outstanding.
    /// NoRecovery: the servers refused. NetworkDown: see
    /// <see cref="Failure"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    public ValueTask<HostEntry> GetHostByNameAsync(string name, CancellationToken cancellationToken = default) =>
        GetHostByNameAsync(name, AddressFamily.Unspecified, cancellationToken);

    /// <summary>Looks up a host by its name.</summary>
    /// <param name="name">As in <see cref="GetHostByNameAsync(string, CancellationToken)"/>.</param>
    /// <param name="family">InterNetwork, InterNetworkV6, or Unspecified for both.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <returns>The host, with at least one address, in the order in which they should be tried; see
    /// <see cref="NameResolverOptions.OrderAddresses"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="family"/> is another one.</exception>
    /// <inheritdoc cref="GetHostByNameAsync(string, CancellationToken)" path="/exception"/>
    public ValueTask<HostEntry> GetHostByNameAsync(
        string name, AddressFamily family, CancellationToken cancellationToken = default) =>
        TryFindKept(name, family, cancellationToken, out HostEntry? host)
            ? new(host)
            : AwaitHostByName(_awaited.Host, name, family, cancellationToken);

    /// <summary>Looks up a host by its name; a failure is a result, not an exception.</summary>
    /// <returns>The host, or why there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="family"/> is another one.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    /// <inheritdoc cref="GetHostByNameAsync(string, AddressFamily, CancellationToken)" path="/param"/>
    public ValueTask<LookupResult<HostEntry>> TryGetHostByNameAsync(
        string name, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellationToken = default) =>
        TryFindKept(name, family, cancellationToken, out HostEntry? host)
            ? new(new LookupResult<HostEntry>(host))
            : AwaitHostByName(_awaited.TryHost, name, family, cancellationToken);

    /// <summary>Starts to look up a host by its name, to be cancelled by handle or in a group.</summary>
    /// <param name="name">As in <see cref="GetHostByNameAsync(string, CancellationToken)"/>.</param>
    /// <param name="family">InterNetwork, InterNetworkV6, or Unspecified for both.</param>
    /// <param name="options">Its time limit, group and token.</param>
    /// <returns>The look-up.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="family"/> is another one.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    public Lookup<HostEntry> StartGetHostByName(
        string name, AddressFamily family = AddressFamily.Unspecified, LookupOptions? options = null) =>
        Watch(StartHostByName(LookupShapes.Host, name, family, options, TokenOf(options)));

    /// <summary>Looks up the addresses of a host, both families.</summary>
    /// <returns>The addresses.</returns>
    /// <inheritdoc cref="GetHostByNameAsync(string, CancellationToken)" path="/param|/exception"/>
    public ValueTask<IPAddress[]> GetHostAddressesAsync(string name, CancellationToken cancellationToken = default) =>
        GetHostAddressesAsync(name, AddressFamily.Unspecified, cancellationToken);

    /// <summary>Looks up the addresses of a host: what System.Net.Dns has under the same name, for a connect callback
    /// and the like.</summary>
    /// <returns>At least one address, in the order in which they should be tried; see
    /// <see cref="NameResolverOptions.OrderAddresses"/>.</returns>
    /// <inheritdoc cref="GetHostByNameAsync(string, AddressFamily, CancellationToken)" path="/param|/exception"/>
    public ValueTask<IPAddress[]> GetHostAddressesAsync(
        string name, AddressFamily family, CancellationToken cancellationToken = default) =>
        TryFindKept(name, family, cancellationToken, out HostEntry? host)
            ? new(LookupShapes.AddressesOf(host))
            : AwaitHostByName(_awaited.Addresses, name, family, cancellationToken);

    /// <summary>Looks up the addresses of a host; a failure is a result, not an exception.</summary>
    /// <returns>The addresses, or why there are none.</returns>
    /// <inheritdoc cref="TryGetHostByNameAsync" path="/param|/exception"/>
    public ValueTask<LookupResult<IPAddress[]>> TryGetHostAddressesAsync(
        string name, AddressFamily family = AddressFamily.Unspecified, CancellationToken cancellationToken = default) =>
        TryFindKept(name, family, cancellationToken, out HostEntry? host)
            ? new(new LookupResult<IPAddress[]>(LookupShapes.AddressesOf(host)))
            : AwaitHostByName(_awaited.TryAddresses, name, family, cancellationToken);

    /// <summary>Starts to look up the addresses of a host, to be cancelled by handle or in a group.</summary>
    /// <returns>The look-up.</returns>
    /// <inheritdoc cref="StartGetHostByName" path="/param|/exception"/>
    public Lookup<IPAddress[]> StartGetHostAddresses(
        string name, AddressFamily family = AddressFamily.Unspecified, LookupOptions? options = null) =>
        Watch(StartHostByName(LookupShapes.Addresses, name, family, options, TokenOf(options)));

    /// <summary>Looks up a host by its address (RFC 1035 section 3.5, RFC 3596 section 2.5).</summary>
    /// <param name="address">IPv4 or IPv6. An IPv4 address that is mapped into IPv6 counts as IPv4.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <returns>The host, with this one address; further names are aliases.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    /// <exception cref="LookupException">HostNotFound, NoData: the address has no name. TryAgain: no server answered in
    /// time, or too many look-ups are outstanding. NoRecovery: the servers refused. NetworkDown: see
    /// <see cref="Failure"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    public ValueTask<HostEntry> GetHostByAddressAsync(
        IPAddress address, CancellationToken cancellationToken = default) =>
        AwaitHostByAddress(_awaited.Host, address, cancellationToken);

    /// <summary>Looks up a host by its address; a failure is a result, not an exception.</summary>
    /// <returns>The host, or why there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    /// <inheritdoc cref="GetHostByAddressAsync" path="/param"/>
    public ValueTask<LookupResult<HostEntry>> TryGetHostByAddressAsync(
        IPAddress address, CancellationToken cancellationToken = default) =>
        AwaitHostByAddress(_awaited.TryHost, address, cancellationToken);

    /// <summary>Starts to look up a host by its address, to be cancelled by handle or in a group.</summary>
    /// <param name="address">IPv4 or IPv6.</param>
    /// <param name="options">Its time limit, group and token.</param>
    /// <returns>The look-up.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    public Lookup<HostEntry> StartGetHostByAddress(IPAddress address, LookupOptions? options = null) =>
        Watch(StartHostByAddress(LookupShapes.Host, address, options, TokenOf(options)));
}
