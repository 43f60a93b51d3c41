using System.Net.Sockets;
using GetXByY.Connecting;

namespace GetXByY;

// Connections: the happy eyeballs of RFC 8305.
public sealed partial class NameResolver
{
    // More than that of a host tells nobody more in a message.
    private const int MaxShownHost = 80;

    /// <summary>Looks up a host and connects to the first of its addresses that lets it (RFC 8305, version 2 of the "happy
    /// eyeballs").</summary>
    /// <param name="host">As in <see cref="GetHostByNameAsync(string, CancellationToken)"/>; an address in text, one of IPv6 also
    /// in the brackets that it has in a URL, is connected to without a look-up.</param>
    /// <param name="port">The port in host byte order, 1 to 65,535.</param>
    /// <param name="cancellationToken">Cancels the look-up and all attempts: when its cancel returns, their sockets are
    /// closed.</param>
    /// <returns>A connected TCP socket without Nagle's delay, which is the caller's to dispose of. All others are
    /// closed.</returns>
    /// <remarks>
    /// <para>The addresses are tried as <see cref="EnumerateHostAddressesAsync"/> gives them, the families in turn, without
    /// waiting for answers that are missing. The next attempt begins when one fails, or has taken
    /// <see cref="NameResolverOptions.ConnectionAttemptDelay"/>; those before it go on. Families that the system does not
    /// have are not asked for. An attempt has no time limit but the system's (minutes): use a token for a shorter one.</para>
    /// <para>Disposing of the resolver ends the look-up, not the attempts.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="host"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="port"/> is no port.</exception>
    /// <exception cref="LookupException">No address was found: as in
    /// <see cref="GetHostByNameAsync(string, CancellationToken)"/>.</exception>
    /// <exception cref="ConnectException">No address could be connected to; it has the error of each.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    public ValueTask<Socket> ConnectAsync(string host, int port, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        return new(RaceAsync(WithoutBrackets(host), port, cancellationToken));
    }

    // HttpClient leaves them in the host that it gives to whoever connects for it.
    private static string WithoutBrackets(string host) =>
        host.Length > 2 && host[0] == '[' && host[^1] == ']' && host.Contains(':') ? host[1..^1] : host;

    private async Task<Socket> RaceAsync(string host, int port, CancellationToken token)
    {
        using var race = new ConnectionRace(
            port, _connectionAttemptDelay, _time, TcpConnect.StartAsync, token);
        AddressFamily family = FamilyFor(Socket.OSSupportsIPv4, Socket.OSSupportsIPv6);
        return await race.RunAsync(EnumerateAsync(host, family, default)).ConfigureAwait(false)
            ?? throw new ConnectException(
                host.Length > MaxShownHost ? $"{host[..MaxShownHost]}…" : host, port, race.Failed);
    }

    /// <summary>Which addresses a system can connect to. One without any learns of it from its sockets.</summary>
    internal static AddressFamily FamilyFor(bool hasIpv4, bool hasIpv6) => (hasIpv4, hasIpv6) switch
    {
        (true, false) => AddressFamily.InterNetwork,
        (false, true) => AddressFamily.InterNetworkV6,
        _ => AddressFamily.Unspecified,
    };
}
