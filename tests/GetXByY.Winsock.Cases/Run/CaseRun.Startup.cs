using System.Globalization;
using System.Runtime.InteropServices;

namespace GetXByY.Winsock.Cases;

internal sealed unsafe partial class CaseRun
{
    private GuardedBuffer? _data;

    private string? DoForStartup(string first, string[] rest)
    {
        switch (first)
        {
            case "WSAStartup":
                _data = new GuardedBuffer(sizeof(WSADATA), 0);
                _allBuffers.Add(_data);
                WinSock.WSASetLastError(4711);
                int error = WinSock.WSAStartup(
                    Words.Version(rest[0]), rest is [_, "NULL"] ? null : (WSADATA*)_data.Address);
                return error == 0 ? "0" : ErrorNames.Of(error);
            case "wsadata":
                return _data!.IsUntouched ? "untouched" : Text((WSADATA*)_data.Address);
            case "wsadata-bytes":
                return Convert.ToHexStringLower(_data!.Bytes.Slice((int)Words.Number(rest[0]), (int)Words.Number(rest[1])));
            case "WSACleanup":
                WinSock.WSASetLastError(4711);
                return Code(WinSock.WSACleanup());
            case "WSAGetLastError":
                return ErrorNames.Of(WinSock.WSAGetLastError());
            case "WSASetLastError":
                WinSock.WSASetLastError((int)Words.Number(rest[0]));
                return "set";
            case "system-error":
                return ErrorNames.Of(Marshal.GetLastPInvokeError());
            case "sizeof":
                return string.Create(CultureInfo.InvariantCulture, $"{SizeOf(rest[0])}");
            default:
                return null;
        }
    }

    private static string Text(WSADATA* data) => string.Create(
        CultureInfo.InvariantCulture,
        $"version {Version(data->wVersion)} highest {Version(data->wHighVersion)} sockets {data->iMaxSockets} " +
        $"datagram {data->iMaxUdpDg} \"{data->szDescription}\" \"{data->szSystemStatus}\"");

    private static string Version(ushort version) => $"{version & 0xFF}.{version >> 8}";

    private static int SizeOf(string name) => name switch
    {
        "hostent" => sizeof(hostent),
        "servent" => sizeof(servent),
        "protoent" => sizeof(protoent),
        _ => sizeof(WSADATA),
    };
}
