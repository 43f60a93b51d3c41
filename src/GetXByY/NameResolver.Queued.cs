using System.Net;
using System.Net.Sockets;
using GetXByY.Lookups;

namespace GetXByY;

// Look-ups that end in a queue and are known by their handles alone: no object, no task and no token for each.
public sealed partial class NameResolver
{
    /// <summary>Starts to look up a host by its name.</summary>
    /// <param name="name">A name; without a trailing dot the search list of resolv.conf applies. An address in text gives itself,
    /// an empty name this machine. Names beyond ASCII are converted by IDNA. What is no possible name is started all the same,
    /// and ends with HostNotFound.</param>
    /// <param name="queue">Where the look-up ends, unless <see cref="Cancel(uint)"/> cancels it.</param>
    /// <param name="handle">The number that names it in the whole process; 0 if it was not started. It does not come back within
    /// 2^31 starts. Its completion may be in the queue before this returns.</param>
    /// <param name="state">The completion has it, too; for the starter's own purposes.</param>
    /// <param name="family">InterNetwork, InterNetworkV6, or Unspecified for both.</param>
    /// <returns>False when it was not started, and nothing comes of it: as many are outstanding as
    /// <see cref="NameResolverOptions.MaxOutstanding"/> allows, or <see cref="Failure"/> tells why.</returns>
    /// <remarks>Takes no lock, and allocates nothing but cells where more are outstanding than ever before, the converted name
    /// where it is not ASCII, and what telemetry needs while somebody listens. The time until its result is limited by
    /// <see cref="NameResolverOptions.Timeout"/>.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="queue"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="family"/> is another one.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    public bool TryStartGetHostByName(
        string name, LookupQueue<HostEntry> queue, out uint handle, nint state = 0,
        AddressFamily family = AddressFamily.Unspecified) =>
        TryGiveKept(name, family, queue, state, out handle)
        || TryStart(RequestHostByName(name, family, stackalloc byte[MaxUtf8]), queue, out handle, state);

    /// <summary>Starts to look up the names of an address.</summary>
    /// <param name="address">The address. One that is IPv4-mapped is sought as the IPv4 address.</param>
    /// <param name="queue">Where the look-up ends, unless it is cancelled.</param>
    /// <param name="handle">The number that names it; 0 if it was not started.</param>
    /// <param name="state">The completion has it, too.</param>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> or <paramref name="queue"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    /// <inheritdoc cref="TryStartGetHostByName" path="/returns|/remarks"/>
    public bool TryStartGetHostByAddress(
        IPAddress address, LookupQueue<HostEntry> queue, out uint handle, nint state = 0) =>
        TryStart(RequestHostByAddress(address, stackalloc byte[MaxAddress]), queue, out handle, state);

    /// <summary>Starts to look up a service by its name.</summary>
    /// <param name="name">Its name or an alias; case is ignored, but an exact match preferred.</param>
    /// <param name="protocol">The name of its protocol, such as <c>tcp</c>; null takes the first entry of the
    /// file.</param>
    /// <param name="queue">Where the look-up ends, unless it is cancelled.</param>
    /// <param name="handle">The number that names it; 0 if it was not started.</param>
    /// <param name="state">The completion has it, too.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="queue"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    /// <inheritdoc cref="TryStartGetHostByName" path="/returns|/remarks"/>
    public bool TryStartGetServiceByName(
        string name, string? protocol, LookupQueue<ServiceEntry> queue, out uint handle, nint state = 0) =>
        TryStart(RequestServiceByName(name, protocol, stackalloc byte[2 * MaxUtf8]), queue, out handle, state);

    /// <summary>Starts to look up a service by its port.</summary>
    /// <param name="port">Its port in host byte order, 0 to 65,535.</param>
    /// <param name="protocol">The name of its protocol, such as <c>tcp</c>; null takes the first entry of the
    /// file.</param>
    /// <param name="queue">Where the look-up ends, unless it is cancelled.</param>
    /// <param name="handle">The number that names it; 0 if it was not started.</param>
    /// <param name="state">The completion has it, too.</param>
    /// <exception cref="ArgumentNullException"><paramref name="queue"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="port"/> is no port.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    /// <inheritdoc cref="TryStartGetHostByName" path="/returns|/remarks"/>
    public bool TryStartGetServiceByPort(
        int port, string? protocol, LookupQueue<ServiceEntry> queue, out uint handle, nint state = 0) =>
        TryStart(RequestServiceByPort(port, protocol, stackalloc byte[MaxUtf8]), queue, out handle, state);

    /// <summary>Starts to look up a protocol by its name.</summary>
    /// <param name="name">Its name or an alias; case is ignored, but an exact match preferred.</param>
    /// <param name="queue">Where the look-up ends, unless it is cancelled.</param>
    /// <param name="handle">The number that names it; 0 if it was not started.</param>
    /// <param name="state">The completion has it, too.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> or <paramref name="queue"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    /// <inheritdoc cref="TryStartGetHostByName" path="/returns|/remarks"/>
    public bool TryStartGetProtocolByName(
        string name, LookupQueue<ProtocolEntry> queue, out uint handle, nint state = 0) =>
        TryStart(RequestProtocolByName(name, stackalloc byte[MaxUtf8]), queue, out handle, state);

    /// <summary>Starts to look up a protocol by its number.</summary>
    /// <param name="number">Its number in host byte order, 0 or more.</param>
    /// <param name="queue">Where the look-up ends, unless it is cancelled.</param>
    /// <param name="handle">The number that names it; 0 if it was not started.</param>
    /// <param name="state">The completion has it, too.</param>
    /// <exception cref="ArgumentNullException"><paramref name="queue"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is negative.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    /// <inheritdoc cref="TryStartGetHostByName" path="/returns|/remarks"/>
    public bool TryStartGetProtocolByNumber(
        int number, LookupQueue<ProtocolEntry> queue, out uint handle, nint state = 0) =>
        TryStart(RequestProtocolByNumber(number), queue, out handle, state);

    private bool TryStart<T>(LookupRequest request, LookupQueue<T> queue, out uint handle, nint state)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(queue);
        ThrowIfDisposed();
        request = request with { TimeoutMilliseconds = _timeout };
        queue.Wait.ServedBy(Lender);
        handle = Engine.Start(request, Observe(queue.Face, request), new FaceWords(state, 0, 0, 0));
        // It may have been disposed of since the first look. Then the look-up is cancelled, by that or here, and nobody waits for
        // a completion that does not come; or its completion was quicker.
        if (Atomic.Read(ref _disposed) && (handle == 0 || Engine.Cancel(handle) != CancelOutcome.AlreadyCompleted))
            throw new ObjectDisposedException(nameof(NameResolver));
        return handle != 0;
    }
}
