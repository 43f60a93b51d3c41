using static GetXByY.Winsock.WinSock;

namespace AsyncLookups;

/// <summary>A service by its name.</summary>
internal sealed class ServiceRequest(string name, string protocol) : ServentRequest
{
    public override string ToString() => $"serv {name}/{protocol}";

    protected override nint Start(nint window, uint message, nint buffer, int length) =>
        WSAAsyncGetServByName(window, message, name, protocol, buffer, length);
}
