using static GetXByY.Winsock.WinSock;

namespace AsyncLookups;

/// <summary>A host by its name.</summary>
internal sealed class HostRequest(string name) : HostentRequest
{
    public override string ToString() => $"host {name}";

    protected override nint Start(nint window, uint message, nint buffer, int length) =>
        WSAAsyncGetHostByName(window, message, name, buffer, length);
}
