namespace GetXByY.Winsock;

public static partial class WinSock
{
    /// <summary>Makes the lParam of a completion message.</summary>
    /// <param name="buflen">The length in bytes; its low 16 bits are taken.</param>
    /// <param name="error">The error; its low 16 bits are taken.</param>
    /// <returns>The error in bits 16 to 31, the length in bits 0 to 15; in a 64-bit process the upper half is
    /// 0.</returns>
    /// <remarks>Source: Windows Sockets, WSAMAKEASYNCREPLY. Pure, so it may be used from any thread.</remarks>
    public static nint WSAMAKEASYNCREPLY(int buflen, int error) => unchecked((nint)PackReply(buflen, error));

    /// <summary>Takes the length out of the lParam of a completion message.</summary>
    /// <param name="lParam">The message's lParam.</param>
    /// <returns>From 0 to 65,535: the bytes used when the request succeeded, the bytes needed when it failed with
    /// <see cref="WSAENOBUFS"/>, else 0.</returns>
    /// <remarks>Source: Windows Sockets, WSAGETASYNCBUFLEN. Pure, so it may be used from any thread.</remarks>
    public static int WSAGETASYNCBUFLEN(nint lParam) => unchecked((ushort)lParam);

    /// <summary>Takes the error out of the lParam of a completion message.</summary>
    /// <param name="lParam">The message's lParam.</param>
    /// <returns>0 when the request succeeded, else one of the WSA error codes. <see cref="WSAGetLastError"/> says
    /// nothing about a message.</returns>
    /// <remarks>Source: Windows Sockets, WSAGETASYNCERROR. Pure, so it may be used from any thread.</remarks>
    public static int WSAGETASYNCERROR(nint lParam) => unchecked((ushort)(lParam >> 16));

    internal static uint PackReply(int length, int error) => unchecked(((uint)(ushort)error << 16) | (ushort)length);
}
