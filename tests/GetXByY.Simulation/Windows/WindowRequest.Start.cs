using System.Net;
using GetXByY.Winsock;

namespace GetXByY.Simulation;

// How a request is started.
internal sealed partial class WindowRequest
{
    private const uint Message = 0x0401;

    /// <summary>Starts a request.</summary>
    /// <returns>The request; null when it was refused, as it may be.</returns>
    internal static WindowRequest? Start(
        Schedule schedule, Question question, SimulatedWindow window, int length, bool isPinned)
    {
        GuardedBuffer buffer = schedule.Rent(length);
        buffer.Lend();
        PinnedBuffer? pinned = isPinned ? new PinnedBuffer(schedule, buffer) : null;
        ReplyTarget target = pinned is null
            ? ReplyTarget.To(window.Handle, Message, buffer.Address, buffer.Length)
            : ReplyTarget.To(window.Handle, Message, pinned.Memory);
        int cleanups = schedule.CleanupsBegun;
        bool wasCleaning = schedule.CleanupsEnded != cleanups;
        nint handle = Begin(schedule.Provider, question, target);
        if (handle == 0)
        {
            bool mayBeDown = wasCleaning || schedule.CleanupsBegun != cleanups || schedule.HasFailed(schedule.SessionResolver);
            OnRefused(schedule, LastError.Code, buffer, pinned, mayBeDown);
            return null;
        }
        var request = new WindowRequest(schedule, question, window, buffer, pinned)
        {
            Handle = (uint)handle,
            IsOfAnySession = wasCleaning || schedule.CleanupsBegun != cleanups,
        };
        schedule.Tally["starts", "window"]++;
        schedule.Log($"started {request}");
        schedule.Add(request);
        return request;
    }

    private static nint Begin(WinSockProvider provider, Question question, in ReplyTarget target)
    {
        var name = new Utf8Text(question.Text, stackalloc byte[Utf8Text.Room]);
        switch (question.Kind)
        {
            case QuestionKind.HostByName:
                return provider.GetHostByName(name, target);
            case QuestionKind.HostByAddress:
                byte[] address = IPAddress.Parse(question.Text).GetAddressBytes();
                return provider.GetHostByAddr(address, isNull: false, address.Length, WinSock.AF_INET, target);
            case QuestionKind.ServiceByName:
                return provider.GetServByName(name, new Utf8Text(null, []), target);
            case QuestionKind.ServiceByPort:
                short port = IPAddress.HostToNetworkOrder((short)question.Number);
                return provider.GetServByPort(port, new Utf8Text(null, []), target);
            case QuestionKind.ProtocolByName:
                return provider.GetProtoByName(name, target);
            default:
                return provider.GetProtoByNumber(question.Number, target);
        }
    }

    private static void OnRefused(
        Schedule schedule, int error, GuardedBuffer buffer, PinnedBuffer? pinned, bool mayBeDown)
    {
        schedule.Tally["starts", "refused"]++;
        if (error is not (WinSock.WSAEWOULDBLOCK or WinSock.WSANOTINITIALISED)
            && !(error == WinSock.WSAENETDOWN && mayBeDown))
            schedule.Violate($"a start failed with {error}");
        if (pinned is { Pins: not 0 })
            schedule.Violate("a start failed and left memory pinned");
        schedule.Return(buffer);
    }
}
