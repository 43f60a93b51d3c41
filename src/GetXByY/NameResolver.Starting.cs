using System.Net;
using System.Net.Sockets;
using GetXByY.Databases;
using GetXByY.Engine;
using GetXByY.Lookups;
using GetXByY.Tasks;

namespace GetXByY;

// How every look-up of the Task face is started that is watched.
public sealed partial class NameResolver
{
    private static readonly LookupOptions s_defaults = new();

    private LookupTask<T> StartHostByName<T>(
        LookupShape<T> shape, string name, AddressFamily family, LookupOptions? options, CancellationToken token,
        LookupPart? part = null) =>
        Start(
            shape, RequestHostByName(name, family, stackalloc byte[MaxUtf8]), new LookupSubject("host", name), options, token,
            part);

    private LookupTask<T> StartHostByAddress<T>(
        LookupShape<T> shape, IPAddress address, LookupOptions? options, CancellationToken token) =>
        Start(
            shape, RequestHostByAddress(address, stackalloc byte[MaxAddress]), new LookupSubject("address", address), options,
            token);

    private LookupTask<T> StartServiceByName<T>(
        LookupShape<T> shape, string name, string? protocol, LookupOptions? options, CancellationToken token) =>
        Start(
            shape, RequestServiceByName(name, protocol, stackalloc byte[2 * MaxUtf8]),
            new LookupSubject("service", name, protocol), options, token);

    private LookupTask<T> StartServiceByPort<T>(
        LookupShape<T> shape, int port, string? protocol, LookupOptions? options, CancellationToken token) =>
        Start(
            shape, RequestServiceByPort(port, protocol, stackalloc byte[MaxUtf8]), new LookupSubject("port", port, protocol),
            options, token);

    private LookupTask<T> StartProtocolByName<T>(
        LookupShape<T> shape, string name, LookupOptions? options, CancellationToken token) =>
        Start(
            shape, RequestProtocolByName(name, stackalloc byte[MaxUtf8]), new LookupSubject("protocol", name), options, token);

    private LookupTask<T> StartProtocolByNumber<T>(
        LookupShape<T> shape, int number, LookupOptions? options, CancellationToken token) =>
        Start(shape, RequestProtocolByNumber(number), new LookupSubject("protocol", number), options, token);

    private LookupTask<T> Start<T>(
        LookupShape<T> shape, LookupRequest request, LookupSubject subject, LookupOptions? options, CancellationToken token,
        LookupPart? part = null)
    {
        ThrowIfDisposed();
        options ??= s_defaults;
        request = request with
        {
            TimeoutMilliseconds = options.Timeout is TimeSpan timeout
                ? ToMilliseconds(timeout, nameof(options.Timeout))
                : _timeout,
        };
        // What has parts goes on in code of ours, which is made for the pool.
        var task = new LookupTask<T>(Engine, shape, subject, part, _runsInPlace && part is null);
        if (task.TryStart(request, Observe(task, request), token))
        {
            options.Group?.Add(Engine, task.Handle);
            return task;
        }
        part?.End();
        (LookupError error, string reason) = WhyNotStarted();
        task.Fail(error, subject.Tell(reason));
        return task;
    }

    private (LookupError Error, string Reason) WhyNotStarted()
    {
        // It may have been disposed of since the first look.
        ThrowIfDisposed();
        return Failure is Exception failure
            ? (LookupError.NetworkDown, Failures.NetworkDown(failure).Reason)
            : (LookupError.TryAgain, $"{_options.MaxOutstanding} look-ups are outstanding, as many as " +
                $"{nameof(NameResolverOptions.MaxOutstanding)} allows");
    }

    /// <summary>Lets those who listen watch a look-up that is about to be begun. Runs code of the user's if there are
    /// any.</summary>
    /// <returns>The face to begin it with.</returns>
    internal LookupFace Observe(LookupFace face, in LookupRequest request) =>
        _observer.Begin(request) is { } observation ? new ObservedFace(face, observation) : face;

    private void ThrowIfDisposed()
    {
        if (Atomic.Read(ref _disposed))
            ThrowDisposed();
    }

    private static void ThrowDisposed() => throw new ObjectDisposedException(
        typeof(NameResolver).FullName,
        "The resolver was disposed of. It must live as long as whoever looks names up with it: make one for the whole program.");

    private Lookup<T> Watch<T>(LookupTask<T> task) => new(Engine, task);

    private static CancellationToken TokenOf(LookupOptions? options) => options?.CancellationToken ?? default;
}
