using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GetXByY.Dns.Message;

/// <summary>What a response answers to a question for A, AAAA or PTR records, out of the wire format. Names are as
/// <see cref="DomainName.ToText"/> makes them: printable ASCII whatever the sender wrote, and a backslash in it tells
/// that the name is no host's.</summary>
/// <remarks>The canonical name and the addresses stay octets until somebody wants objects. One may be filled again and again
/// by <see cref="AnswerReader"/>: what it holds is then good until the call ends that hands it over, unless it is
/// taken.</remarks>
internal sealed class AnswerData
{
    private byte[] _name = [];
    private int _nameLength;
    private byte[] _addresses = [];
    private int _addressesLength;
    private string? _canonicalName;
    private IReadOnlyList<IPAddress>? _list;

    /// <summary>The family of the addresses; unspecified where a PTR question was asked.</summary>
    internal AddressFamily Family { get; private set; }

    /// <summary>The canonical name, in ASCII; empty when it is kept.</summary>
    internal ReadOnlySpan<byte> Name => _name.AsSpan(0, _nameLength);

    /// <summary>The addresses one behind the other, 4 or 16 octets each, in network order; empty when it is kept.</summary>
    internal ReadOnlySpan<byte> AddressOctets => _addresses.AsSpan(0, _addressesLength);

    /// <summary>Where the chain of aliases ends; without one the name that was asked.</summary>
    internal string CanonicalName => _canonicalName ??= Encoding.ASCII.GetString(Name);

    /// <summary>The name that was asked and those on the way, in the order of the chain; empty without one.</summary>
    internal IReadOnlyList<string> Aliases { get; private set; } = [];

    /// <summary>The addresses of an A or AAAA question, each once, in the order of the DNS message.</summary>
    internal IReadOnlyList<IPAddress> Addresses => _list ??= MakeAddresses();

    /// <summary>The names of a PTR question, each once, in the order of the DNS message.</summary>
    internal IReadOnlyList<string> PointerNames { get; private set; } = [];

    /// <summary>For how many seconds all of it may be kept: the least of the chain and the records.</summary>
    internal uint Ttl { get; private set; }

    /// <summary>Whether it may not be filled again: somebody waits with it for another answer.</summary>
    internal bool IsTaken { get; private set; }

    /// <summary>Whether it is kept for others, so that what is made of it is worth keeping, too.</summary>
    internal bool IsKept { get; private set; }

    /// <summary>What its owner has made of it for the next who asks, if it is kept.</summary>
    internal object? Made { get; set; }

    /// <summary>How many addresses there are in <see cref="AddressOctets"/>.</summary>
    internal int Count => _addressesLength / OctetsOfOne;

    private int OctetsOfOne => Family == AddressFamily.InterNetworkV6 ? 16 : 4;

    /// <summary>Fills it: what it held before is lost.</summary>
    internal void Fill(AddressFamily family, uint ttl, ReadOnlySpan<byte> canonicalName, IReadOnlyList<string> aliases)
    {
        (Family, Ttl, Aliases, PointerNames) = (family, ttl, aliases, []);
        (_canonicalName, _list, _addressesLength) = (null, null, 0);
        int most = DomainName.TextLengthLimit(canonicalName);
        if (_name.Length < most)
            _name = new byte[most];
        _nameLength = DomainName.WriteText(canonicalName, _name);
    }

    /// <summary>Adds the addresses, of the family that it was filled with.</summary>
    internal void FillAddresses(ReadOnlySpan<byte> message, ReadOnlySpan<ushort> offsets)
    {
        int length = OctetsOfOne;
        _addressesLength = offsets.Length * length;
        if (_addresses.Length < _addressesLength)
            _addresses = new byte[_addressesLength];
        for (int i = 0; i < offsets.Length; i++)
            message.Slice(offsets[i], length).CopyTo(_addresses.AsSpan(i * length));
    }

    /// <summary>Adds the names of a PTR question.</summary>
    internal void FillPointerNames(IReadOnlyList<string> names) => PointerNames = names;

    /// <summary>Takes it, so that it stays what it is.</summary>
    internal AnswerData Take()
    {
        IsTaken = true;
        return this;
    }

    /// <summary>Keeps it for others: from here on it is not changed, but for <see cref="Made"/>.</summary>
    internal void Keep()
    {
        _ = CanonicalName;
        _ = Addresses;
        (_name, _nameLength, _addresses, _addressesLength) = ([], 0, [], 0);
        IsKept = IsTaken = true;
    }

    /// <summary>Makes the addresses anew, each of them, unless it is kept.</summary>
    internal void WriteAddresses(Span<IPAddress> destination)
    {
        int length = OctetsOfOne;
        for (int i = 0; i < Count; i++)
            destination[i] = new IPAddress(AddressOctets.Slice(i * length, length));
    }

    private IPAddress[] MakeAddresses()
    {
        var addresses = new IPAddress[Count];
        WriteAddresses(addresses);
        return addresses;
    }
}
