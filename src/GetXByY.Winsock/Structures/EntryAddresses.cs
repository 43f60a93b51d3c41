using System.Net;
using System.Net.Sockets;

namespace GetXByY.Winsock;

/// <summary>The addresses of a hostent, which has only one family: objects, of which those of another family are left out, or
/// octets. The default value is none, and no list of them either.</summary>
internal readonly ref struct EntryAddresses
{
    private readonly IReadOnlyList<IPAddress>? _list;
    private readonly ReadOnlySpan<byte> _octets;

    internal EntryAddresses(IReadOnlyList<IPAddress> list, AddressFamily family)
    {
        _list = list;
        Family = family;
    }

    /// <param name="octets">One behind the other, in network order.</param>
    /// <param name="family">The family of all.</param>
    internal EntryAddresses(ReadOnlySpan<byte> octets, AddressFamily family)
    {
        _octets = octets;
        Family = family;
    }

    internal AddressFamily Family { get; }

    /// <summary>Whether the structure has no list of addresses.</summary>
    internal bool IsNone => Family == default;

    internal int OctetsOfOne => Family == AddressFamily.InterNetworkV6 ? 16 : 4;

    /// <summary>How many there are, with those that are left out.</summary>
    internal int Count => _list?.Count ?? _octets.Length / OctetsOfOne;

    // By index: foreach over the interface would allocate at each request.
    internal bool IsOfFamily(int index) => _list is null || _list[index].AddressFamily == Family;

    /// <summary>Writes one of the family.</summary>
    internal void Write(int index, Span<byte> destination)
    {
        if (_list is null)
        {
            _octets.Slice(index * OctetsOfOne, OctetsOfOne).CopyTo(destination);
        }
        else
        {
            _list[index].TryWriteBytes(destination, out _);
        }
    }
}
