using GetXByY.Winsock;

namespace GetXByY.Cli.Demo;

/// <summary>The names of the error codes that the demonstration meets.</summary>
internal static class ErrorName
{
    internal static string Of(int code) => code switch
    {
        0 => "0",
        WinSock.WSAEFAULT => nameof(WinSock.WSAEFAULT),
        WinSock.WSAEINVAL => nameof(WinSock.WSAEINVAL),
        WinSock.WSAEALREADY => nameof(WinSock.WSAEALREADY),
        WinSock.WSAENOBUFS => nameof(WinSock.WSAENOBUFS),
        WinSock.WSAHOST_NOT_FOUND => nameof(WinSock.WSAHOST_NOT_FOUND),
        WinSock.WSATRY_AGAIN => nameof(WinSock.WSATRY_AGAIN),
        WinSock.WSANO_RECOVERY => nameof(WinSock.WSANO_RECOVERY),
        WinSock.WSANO_DATA => nameof(WinSock.WSANO_DATA),
        _ => code.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
