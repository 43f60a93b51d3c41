using GetXByY.Tasks;

namespace GetXByY;

// Services: by name and by port, from services(5).
public sealed partial class NameResolver
{
    /// <summary>Looks up a service by its name.</summary>
    /// <param name="name">Its name or an alias; case is ignored, but an exact match preferred.</param>
    /// <param name="protocol">The name of its protocol, such as <c>tcp</c>; null takes the first entry of the
    /// file.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <returns>The service.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="LookupException">NoData: there is no such service. NoRecovery: the file exists and cannot be
    /// read. TryAgain: too many look-ups are outstanding. NetworkDown: see
    /// <see cref="Failure"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    public ValueTask<ServiceEntry> GetServiceByNameAsync(
        string name, string? protocol = null, CancellationToken cancellationToken = default) =>
        AwaitServiceByName(_awaited.Service, name, protocol, cancellationToken);

    /// <summary>Looks up a service by its name; a failure is a result, not an exception.</summary>
    /// <returns>The service, or why there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    /// <inheritdoc cref="GetServiceByNameAsync" path="/param"/>
    public ValueTask<LookupResult<ServiceEntry>> TryGetServiceByNameAsync(
        string name, string? protocol = null, CancellationToken cancellationToken = default) =>
        AwaitServiceByName(_awaited.TryService, name, protocol, cancellationToken);

    /// <summary>Starts to look up a service by its name, to be cancelled by handle or in a group.</summary>
    /// <param name="name">Its name or an alias; case is ignored, but an exact match preferred.</param>
    /// <param name="protocol">The name of its protocol, such as <c>tcp</c>; null takes the first entry of the
    /// file.</param>
    /// <param name="options">Its time limit, group and token.</param>
    /// <returns>The look-up.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    public Lookup<ServiceEntry> StartGetServiceByName(string name, string? protocol = null, LookupOptions? options = null) =>
        Watch(StartServiceByName(LookupShapes.Service, name, protocol, options, TokenOf(options)));

    /// <summary>Looks up a service by its port.</summary>
    /// <param name="port">Its port in host byte order, 0 to 65,535.</param>
    /// <param name="protocol">The name of its protocol, such as <c>tcp</c>; null takes the first entry of the
    /// file.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <returns>The service.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="port"/> is no port.</exception>
    /// <exception cref="LookupException">NoData: there is no such service. NoRecovery: the file exists and cannot be
    /// read. TryAgain: too many look-ups are outstanding. NetworkDown: see
    /// <see cref="Failure"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    public ValueTask<ServiceEntry> GetServiceByPortAsync(
        int port, string? protocol = null, CancellationToken cancellationToken = default) =>
        AwaitServiceByPort(_awaited.Service, port, protocol, cancellationToken);

    /// <summary>Looks up a service by its port; a failure is a result, not an exception.</summary>
    /// <returns>The service, or why there is none.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="port"/> is no port.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    /// <inheritdoc cref="GetServiceByPortAsync" path="/param"/>
    public ValueTask<LookupResult<ServiceEntry>> TryGetServiceByPortAsync(
        int port, string? protocol = null, CancellationToken cancellationToken = default) =>
        AwaitServiceByPort(_awaited.TryService, port, protocol, cancellationToken);

    /// <summary>Starts to look up a service by its port, to be cancelled by handle or in a group.</summary>
    /// <param name="port">Its port in host byte order, 0 to 65,535.</param>
    /// <param name="protocol">The name of its protocol, such as <c>tcp</c>; null takes the first entry of the
    /// file.</param>
    /// <param name="options">Its time limit, group and token.</param>
    /// <returns>The look-up.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="port"/> is no port.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    public Lookup<ServiceEntry> StartGetServiceByPort(int port, string? protocol = null, LookupOptions? options = null) =>
        Watch(StartServiceByPort(LookupShapes.Service, port, protocol, options, TokenOf(options)));
}
