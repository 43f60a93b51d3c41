using System.Net.Sockets;

namespace GetXByY.Dns.Transport;

/// <summary>A socket that knows its channel and its descriptor, so that what a wait returns needs no search.</summary>
internal sealed class ChannelSocket : Socket
{
    internal ChannelSocket(int channel, AddressFamily family, SocketType type, ProtocolType protocol)
        : base(family, type, protocol)
    {
        Channel = channel;
        Descriptor = (int)SafeHandle.DangerousGetHandle();
    }

    internal int Channel { get; }

    /// <summary>The descriptor on Unix. The pump closes its sockets itself, so it never waits for another's.</summary>
    internal int Descriptor { get; }
}
