using System.Net;
using System.Net.Sockets;
using System.Text;
using GetXByY.Databases;
using GetXByY.Engine;
using GetXByY.Lookups;
using GetXByY.Tasks;

namespace GetXByY;

// How every look-up of the Task face is started.
public sealed partial class NameResolver
{
    // Longer text is no name, however it is written.
    private const int MaxName = 255;
    private const int MaxUtf8 = 3 * MaxName;

    private static readonly LookupOptions s_defaults = new();

    private LookupTask<T> StartHostByName<T>(
        LookupShape<T> shape, string name, AddressFamily family, LookupOptions? options, CancellationToken token,
        LookupPart? part = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (family is not (AddressFamily.Unspecified or AddressFamily.InterNetwork or AddressFamily.InterNetworkV6))
            throw new ArgumentException(
                $"The family {family} has no host names; use InterNetwork, InterNetworkV6 or Unspecified for both.",
                nameof(family));
        Span<byte> utf8 = stackalloc byte[MaxUtf8];
        if (name.Length > MaxName)
            return Start(
                shape, LookupRequest.Settled((int)LookupError.HostNotFound, LookupKind.HostByName),
                new LookupSubject("host", name), options, token, part);
        utf8 = utf8[..Encoding.UTF8.GetBytes(name, utf8)];
        return Start(
            shape, LookupRequest.HostByName(utf8, family), new LookupSubject("host", name), options, token, part);
    }

    private LookupTask<T> StartHostByAddress<T>(
        LookupShape<T> shape, IPAddress address, LookupOptions? options, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out int length);
        uint scope = length == 16 ? (uint)address.ScopeId : 0;
        return Start(shape, LookupRequest.HostByAddress(octets[..length], scope), new LookupSubject("address", address), options, token);
    }

    private LookupTask<T> StartServiceByName<T>(
        LookupShape<T> shape, string name, string? protocol, LookupOptions? options, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(name);
        var request = LookupRequest.ServiceByName(
            Encoding.UTF8.GetBytes(name), ToUtf8(protocol), protocol is not null);
        return Start(shape, request, new LookupSubject("service", name, protocol), options, token);
    }

    private LookupTask<T> StartServiceByPort<T>(
        LookupShape<T> shape, int port, string? protocol, LookupOptions? options, CancellationToken token)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        var request = LookupRequest.ServiceByPort((ushort)port, ToUtf8(protocol), protocol is not null);
        return Start(shape, request, new LookupSubject("port", port, protocol), options, token);
    }

    private LookupTask<T> StartProtocolByName<T>(
        LookupShape<T> shape, string name, LookupOptions? options, CancellationToken token)
    {
        ArgumentNullException.ThrowIfNull(name);
        var request = LookupRequest.ProtocolByName(Encoding.UTF8.GetBytes(name));
        return Start(shape, request, new LookupSubject("protocol", name), options, token);
    }

    private LookupTask<T> StartProtocolByNumber<T>(
        LookupShape<T> shape, int number, LookupOptions? options, CancellationToken token)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        return Start(shape, LookupRequest.ProtocolByNumber((uint)number), new LookupSubject("protocol", number), options, token);
    }

    private LookupTask<T> Start<T>(
        LookupShape<T> shape, LookupRequest request, LookupSubject subject, LookupOptions? options, CancellationToken token,
        LookupPart? part = null)
    {
        ObjectDisposedException.ThrowIf(Atomic.Read(ref _disposed), this);
        options ??= s_defaults;
        request = request with
        {
            TimeoutMilliseconds = options.Timeout is TimeSpan timeout
                ? ToMilliseconds(timeout, nameof(options.Timeout))
                : _timeout,
        };
        var task = new LookupTask<T>(Engine, shape, subject, token, part);
        if (task.TryStart(request, Observe(task, request)))
        {
            options.Group?.Add(Engine, task.Handle);
            return task;
        }
        part?.End();
        // It may have been disposed of since the first look.
        ObjectDisposedException.ThrowIf(Atomic.Read(ref _disposed), this);
        if (Failure is Exception failure)
        {
            task.Fail(
                LookupError.NetworkDown, $"Could not look up {subject}: {Failures.NetworkDown(failure).Reason}.");
            return task;
        }
        task.Fail(
            LookupError.TryAgain,
            $"Could not look up {subject}: {_options.MaxOutstanding} look-ups are outstanding, as many as " +
            $"{nameof(NameResolverOptions.MaxOutstanding)} allows.");
        return task;
    }

    /// <summary>Lets those who listen watch a look-up that is about to be begun. Runs code of the user's if there are
    /// any.</summary>
    /// <returns>The face to begin it with.</returns>
    internal LookupFace Observe(LookupFace face, in LookupRequest request) =>
        _observer.Begin(request) is { } observation ? new ObservedFace(face, observation) : face;

    private static ValueTask<T> Await<T>(LookupTask<T> task) => new(task.Task);

    private Lookup<T> Watch<T>(LookupTask<T> task) => new(Engine, task);

    private static CancellationToken TokenOf(LookupOptions? options) => options?.CancellationToken ?? default;

    private static byte[] ToUtf8(string? text) => text is null ? [] : Encoding.UTF8.GetBytes(text);
}
