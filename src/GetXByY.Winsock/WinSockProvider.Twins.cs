using GetXByY.Lookups;

namespace GetXByY.Winsock;

// The blocking twins of the six, whose results lie in memory of the thread.
internal sealed partial class WinSockProvider
{
    /// <summary>NULL is this machine, as the empty name is.</summary>
    internal nint HostByName(in Utf8Text name) =>
        Get(RequestArguments.HostByName(name.IsNull ? Utf8Text.Empty : OrLocalHost(name)));

    internal nint HostByAddr(ReadOnlySpan<byte> address, bool isNull, int length, int type) => Get(
        RequestArguments.HostByAddr(address, isNull, length, type),
        isNull ? AddressShape.Ipv4 : RequestArguments.ShapeOf(address, length, type));

    internal nint ServByName(in Utf8Text name, in Utf8Text protocol) =>
        Get(RequestArguments.ServByName(name, protocol));

    internal nint ServByPort(int port, in Utf8Text protocol) =>
        Get(RequestArguments.ServByPort(port, protocol));

    internal nint ProtoByName(in Utf8Text name) => Get(RequestArguments.ProtoByName(name));

    internal nint ProtoByNumber(int number) => Get(RequestArguments.ProtoByNumber(number));

    /// <summary>The name of this machine as it was when the session began: that one can be looked up.</summary>
    internal unsafe int HostName(byte* name, int length)
    {
        WinSockSession? session = Atomic.Read(ref _session);
        int error = CheckCall(session);
        if (error != 0)
        {
            return Fail(error);
        }
        ReadOnlySpan<byte> text = session!.HostName;
        if (name is null || length <= text.Length)
        {
            return Fail(WinSock.WSAEFAULT);
        }
        text.CopyTo(new Span<byte>(name, text.Length));
        name[text.Length] = 0;
        return 0;
    }

    private nint Get(in LookupRequest request, AddressShape shape = AddressShape.Ipv4)
    {
        int error = Await(request, out LookupResult<object> result);
        if (error == 0)
        {
            return BlockingThread.Current.Keep(result.Entry, shape, _layout);
        }
        LastError.Set(error);
        return 0;
    }
}
