using System.Net.Sockets;
using GetXByY.Dns.Message;

namespace GetXByY.Databases;

/// <summary>What a name server answered of a host, lent to a face that writes it at once, so that no entry need be made of it:
/// when the call ends that hands it over, its memory is the next answer's.</summary>
internal sealed class HostAnswer
{
    private AnswerData _data = new();

    /// <summary>The canonical name, in ASCII.</summary>
    internal ReadOnlySpan<byte> Name => _data.Name;

    /// <summary>The other names, as <see cref="HostEntry.Aliases"/>.</summary>
    internal IReadOnlyList<string> Aliases => _data.Aliases;

    /// <summary>The addresses one behind the other, 4 or 16 octets each, in network order.</summary>
    internal ReadOnlySpan<byte> Addresses => _data.AddressOctets;

    /// <summary>The family of all addresses.</summary>
    internal AddressFamily Family => _data.Family;

    /// <summary>Lends another answer.</summary>
    internal HostAnswer Of(AnswerData data)
    {
        _data = data;
        return this;
    }
}
