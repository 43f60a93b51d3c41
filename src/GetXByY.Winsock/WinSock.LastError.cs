namespace GetXByY.Winsock;

public static partial class WinSock
{
    /// <summary>The error of this thread's last function that failed.</summary>
    /// <returns>One of the codes of this class; 0 at first, and after a successful <see cref="WSACleanup"/> or
    /// WSAStartup. Other functions leave it alone when they succeed.</returns>
    /// <remarks>It says nothing about messages: their errors are in the lParam. It works without WSAStartup and from
    /// inside the poster. An await may go on in another thread, so ask before it. The same code is set as
    /// <see cref="System.Runtime.InteropServices.Marshal.GetLastPInvokeError"/>, for programs that read that. Source:
    /// Windows Sockets, WSAGetLastError.</remarks>
    public static int WSAGetLastError() => LastError.Code;

    /// <summary>Sets what <see cref="WSAGetLastError"/> gives in this thread.</summary>
    /// <param name="iError">Any value.</param>
    /// <remarks>It works without WSAStartup and from inside the poster. Source: Windows Sockets,
    /// WSASetLastError.</remarks>
    public static void WSASetLastError(int iError) => LastError.Set(iError);
}
