using System.Net;
using System.Net.Sockets;
using static GetXByY.Winsock.WinSock;

namespace AsyncLookups;

/// <summary>A host by its address.</summary>
internal sealed class AddressRequest(IPAddress address) : HostentRequest
{
    public override string ToString() => $"addr {address}";

    protected override unsafe nint Start(nint window, uint message, nint buffer, int length)
    {
        byte[] bytes = address.GetAddressBytes();
        int type = address.AddressFamily == AddressFamily.InterNetworkV6 ? AF_INET6 : AF_INET;
        fixed (byte* addr = bytes)
        {
            return WSAAsyncGetHostByAddr(window, message, (nint)addr, bytes.Length, type, buffer, length);
        }
    }
}
