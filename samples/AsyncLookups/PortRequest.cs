using System.Net;
using static GetXByY.Winsock.WinSock;

namespace AsyncLookups;

/// <summary>A service by its port.</summary>
internal sealed class PortRequest(int port, string protocol) : ServentRequest
{
    public override string ToString() => $"port {port}/{protocol}";

    protected override nint Start(nint window, uint message, nint buffer, int length) =>
        WSAAsyncGetServByPort(window, message, IPAddress.HostToNetworkOrder((short)port), protocol, buffer, length);
}
