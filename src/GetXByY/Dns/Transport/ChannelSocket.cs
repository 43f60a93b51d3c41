using System.Net.Sockets;

namespace GetXByY.Dns.Transport;

/// <summary>A socket that knows its channel, so that what a wait returns needs no search.</summary>
internal sealed class ChannelSocket(int channel, AddressFamily family, SocketType type, ProtocolType protocol)
    : Socket(family, type, protocol)
{
    internal readonly int Channel = channel;
}
