using System.Net;
using System.Net.Sockets;
using GetXByY.Lookups;
using GetXByY.Tasks;

namespace GetXByY;

// How every look-up of the Task face is started that is only awaited.
public sealed partial class NameResolver
{
    private readonly AwaitedShapes _awaited;

    private ValueTask<T> AwaitHostByName<T>(
        AwaitedLookups<T> lookups, string name, AddressFamily family, CancellationToken token) =>
        Await(lookups, RequestHostByName(name, family, stackalloc byte[MaxUtf8]), new LookupSubject("host", name), token);

    private ValueTask<T> AwaitHostByAddress<T>(AwaitedLookups<T> lookups, IPAddress address, CancellationToken token) =>
        Await(lookups, RequestHostByAddress(address, stackalloc byte[MaxAddress]), new LookupSubject("address", address), token);

    private ValueTask<T> AwaitServiceByName<T>(
        AwaitedLookups<T> lookups, string name, string? protocol, CancellationToken token) =>
        Await(
            lookups, RequestServiceByName(name, protocol, stackalloc byte[2 * MaxUtf8]),
            new LookupSubject("service", name, protocol), token);

    private ValueTask<T> AwaitServiceByPort<T>(
        AwaitedLookups<T> lookups, int port, string? protocol, CancellationToken token) =>
        Await(
            lookups, RequestServiceByPort(port, protocol, stackalloc byte[MaxUtf8]), new LookupSubject("port", port, protocol),
            token);

    private ValueTask<T> AwaitProtocolByName<T>(AwaitedLookups<T> lookups, string name, CancellationToken token) =>
        Await(lookups, RequestProtocolByName(name, stackalloc byte[MaxUtf8]), new LookupSubject("protocol", name), token);

    private ValueTask<T> AwaitProtocolByNumber<T>(AwaitedLookups<T> lookups, int number, CancellationToken token) =>
        Await(lookups, RequestProtocolByNumber(number), new LookupSubject("protocol", number), token);

    private ValueTask<T> Await<T>(
        AwaitedLookups<T> lookups, LookupRequest request, in LookupSubject subject, CancellationToken token)
    {
        ThrowIfDisposed();
        request = request with { TimeoutMilliseconds = _timeout };
        AwaitedLookup<T> lookup = lookups.Rent(subject);
        if (!lookup.TryStart(request, Observe(lookup, request), token))
        {
            (LookupError error, string reason) = WhyNotStarted();
            lookup.Fail(error, subject.Tell(reason));
        }
        return lookup.ToValueTask();
    }
}
