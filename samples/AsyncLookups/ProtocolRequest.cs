using static GetXByY.Winsock.WinSock;

namespace AsyncLookups;

/// <summary>A protocol by its name.</summary>
internal sealed class ProtocolRequest(string name) : ProtoentRequest
{
    public override string ToString() => $"proto {name}";

    protected override nint Start(nint window, uint message, nint buffer, int length) =>
        WSAAsyncGetProtoByName(window, message, name, buffer, length);
}
