using static GetXByY.Winsock.WinSock;

namespace AsyncLookups;

/// <summary>A protocol by its number.</summary>
internal sealed class NumberRequest(int number) : ProtoentRequest
{
    public override string ToString() => $"number {number}";

    protected override nint Start(nint window, uint message, nint buffer, int length) =>
        WSAAsyncGetProtoByNumber(window, message, number, buffer, length);
}
