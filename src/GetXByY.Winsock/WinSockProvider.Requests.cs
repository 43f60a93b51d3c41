using GetXByY.Lookups;

namespace GetXByY.Winsock;

// The six that post a message.
internal sealed partial class WinSockProvider
{
    internal nint GetHostByName(in Utf8Text name, in ReplyTarget target) =>
        Begin(RequestArguments.HostByName(OrLocalHost(name)), target);

    internal nint GetHostByAddr(ReadOnlySpan<byte> address, bool isNull, int length, int type, in ReplyTarget target) =>
        Begin(
            RequestArguments.HostByAddr(address, isNull, length, type), target,
            isNull ? AddressShape.Ipv4 : RequestArguments.ShapeOf(address, length, type));

    internal nint GetServByName(in Utf8Text name, in Utf8Text protocol, in ReplyTarget target) =>
        Begin(RequestArguments.ServByName(name, protocol), target);

    internal nint GetServByPort(int port, in Utf8Text protocol, in ReplyTarget target) =>
        Begin(RequestArguments.ServByPort(port, protocol), target);

    internal nint GetProtoByName(in Utf8Text name, in ReplyTarget target) =>
        Begin(RequestArguments.ProtoByName(name), target);

    internal nint GetProtoByNumber(int number, in ReplyTarget target) =>
        Begin(RequestArguments.ProtoByNumber(number), target);

    /// <summary>This machine's own name means the same as an empty one: what gethostname gives can always be looked
    /// up.</summary>
    private Utf8Text OrLocalHost(in Utf8Text name) =>
        Atomic.Read(ref _session) is { } session && session.IsHostName(name) ? Utf8Text.Empty : name;
}
