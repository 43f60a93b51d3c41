using GetXByY.Tasks;

namespace GetXByY;

// Protocols: by name and by number, from protocols(5).
public sealed partial class NameResolver
{
    /// <summary>Looks up a protocol by its name.</summary>
    /// <param name="name">Its name or an alias; case is ignored, but an exact match preferred.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <returns>The protocol.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="LookupException">NoData: there is no such protocol. NoRecovery: the file exists and cannot be
    /// read. TryAgain: too many look-ups are outstanding. NetworkDown: see
    /// <see cref="Failure"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    public ValueTask<ProtocolEntry> GetProtocolByNameAsync(
        string name, CancellationToken cancellationToken = default) =>
        AwaitProtocolByName(_awaited.Protocol, name, cancellationToken);

    /// <summary>Looks up a protocol by its name; a failure is a result, not an exception.</summary>
    /// <returns>The protocol, or why there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    /// <inheritdoc cref="GetProtocolByNameAsync" path="/param"/>
    public ValueTask<LookupResult<ProtocolEntry>> TryGetProtocolByNameAsync(
        string name, CancellationToken cancellationToken = default) =>
        AwaitProtocolByName(_awaited.TryProtocol, name, cancellationToken);

    /// <summary>Starts to look up a protocol by its name, to be cancelled by handle or in a group.</summary>
    /// <param name="name">Its name or an alias; case is ignored, but an exact match preferred.</param>
    /// <param name="options">Its time limit, group and token.</param>
    /// <returns>The look-up.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    public Lookup<ProtocolEntry> StartGetProtocolByName(string name, LookupOptions? options = null) =>
        Watch(StartProtocolByName(LookupShapes.Protocol, name, options, TokenOf(options)));

    /// <summary>Looks up a protocol by its number.</summary>
    /// <param name="number">Its number in host byte order, not negative.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <returns>The protocol.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is negative.</exception>
    /// <exception cref="LookupException">NoData: there is no such protocol. NoRecovery: the file exists and cannot be
    /// read. TryAgain: too many look-ups are outstanding. NetworkDown: see
    /// <see cref="Failure"/>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    public ValueTask<ProtocolEntry> GetProtocolByNumberAsync(
        int number, CancellationToken cancellationToken = default) =>
        AwaitProtocolByNumber(_awaited.Protocol, number, cancellationToken);

    /// <summary>Looks up a protocol by its number; a failure is a result, not an exception.</summary>
    /// <returns>The protocol, or why there is none.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is negative.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    /// <inheritdoc cref="GetProtocolByNumberAsync" path="/param"/>
    public ValueTask<LookupResult<ProtocolEntry>> TryGetProtocolByNumberAsync(
        int number, CancellationToken cancellationToken = default) =>
        AwaitProtocolByNumber(_awaited.TryProtocol, number, cancellationToken);

    /// <summary>Starts to look up a protocol by its number, to be cancelled by handle or in a group.</summary>
    /// <param name="number">Its number in host byte order, not negative.</param>
    /// <param name="options">Its time limit, group and token.</param>
    /// <returns>The look-up.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is negative.</exception>
    /// <exception cref="ObjectDisposedException">The resolver was disposed.</exception>
    public Lookup<ProtocolEntry> StartGetProtocolByNumber(int number, LookupOptions? options = null) =>
        Watch(StartProtocolByNumber(LookupShapes.Protocol, number, options, TokenOf(options)));
}
