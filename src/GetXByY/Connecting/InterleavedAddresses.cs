using System.Net;
using System.Net.Sockets;

namespace GetXByY.Connecting;

/// <summary>Addresses that are still to be tried, the families in turn (RFC 8305 section 4): of two that do not work at all
/// neither holds up the other. Further addresses may come at any time. Not thread-safe.</summary>
internal sealed class InterleavedAddresses
{
    private readonly Queue<IPAddress> _ipv4 = new();
    private readonly Queue<IPAddress> _ipv6 = new();

    // The family whose turn it is: first that of the first address that came, which is the preferred one.
    private AddressFamily _next;

    internal bool IsEmpty => _ipv4.Count + _ipv6.Count == 0;

    internal void Add(IPAddress address)
    {
        if (_next == AddressFamily.Unspecified)
            _next = address.AddressFamily;
        QueueOf(address.AddressFamily).Enqueue(address);
    }

    /// <summary>Takes the next address: of the other family than the last one's, if there is one.</summary>
    internal IPAddress Take()
    {
        if (!QueueOf(_next).TryDequeue(out IPAddress? address))
            address = QueueOf(OtherThan(_next)).Dequeue();
        _next = OtherThan(address.AddressFamily);
        return address;
    }

    private Queue<IPAddress> QueueOf(AddressFamily family) => family == AddressFamily.InterNetwork ? _ipv4 : _ipv6;

    private static AddressFamily OtherThan(AddressFamily family) =>
        family == AddressFamily.InterNetwork ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
}
