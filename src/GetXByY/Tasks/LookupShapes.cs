using System.Net;
using System.Net.Sockets;

namespace GetXByY.Tasks;

/// <summary>The shapes of all look-ups of the Task face, made once.</summary>
internal static class LookupShapes
{
    internal static readonly LookupShape<HostEntry> Host = Thrown<HostEntry>();
    internal static readonly LookupShape<LookupResult<HostEntry>> TryHost = Returned<HostEntry>();
    internal static readonly LookupShape<ServiceEntry> Service = Thrown<ServiceEntry>();
    internal static readonly LookupShape<LookupResult<ServiceEntry>> TryService = Returned<ServiceEntry>();
    internal static readonly LookupShape<ProtocolEntry> Protocol = Thrown<ProtocolEntry>();
    internal static readonly LookupShape<LookupResult<ProtocolEntry>> TryProtocol = Returned<ProtocolEntry>();

    internal static readonly LookupShape<IPAddress[]> Addresses = new(AddressesOf, WantsAddresses: true);
    internal static readonly LookupShape<LookupResult<IPAddress[]>> TryAddresses = new(
        entry => new LookupResult<IPAddress[]>(AddressesOf(entry)),
        (error, message, extended) => new LookupResult<IPAddress[]>(error, message, extended),
        WantsAddresses: true);

    private static LookupShape<T> Thrown<T>()
        where T : class
        => new(entry => (T)entry);

    private static LookupShape<LookupResult<T>> Returned<T>()
        where T : class
        => new(entry => new LookupResult<T>((T)entry), (error, message, extended) => new LookupResult<T>(error, message, extended));

    // A copy: an entry may belong to a table, or be kept, and arrays can be changed, and so can scopes.
    internal static IPAddress[] AddressesOf(object entry)
    {
        if (entry is IPAddress[] own)
            return own;
        IReadOnlyList<IPAddress> all = ((HostEntry)entry).Addresses;
        bool isKept = ((HostEntry)entry).Order is not null;
        var addresses = new IPAddress[all.Count];
        Span<byte> octets = stackalloc byte[16];
        for (int i = 0; i < addresses.Length; i++)
        {
            IPAddress address = all[i];
            addresses[i] = isKept && address.AddressFamily == AddressFamily.InterNetworkV6 && address.TryWriteBytes(octets, out _)
                ? new IPAddress(octets)
                : address;
        }
        return addresses;
    }
}
