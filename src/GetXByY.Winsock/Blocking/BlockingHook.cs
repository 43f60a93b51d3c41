namespace GetXByY.Winsock;

/// <summary>What a program of version 1 has called while one of its calls blocks: to take and dispatch one message of its
/// windows, for example.</summary>
/// <returns>Not 0 when there was something to do: then it is called again at once. 0 when there was nothing: then it is
/// called again soon.</returns>
/// <remarks>It is called on the thread that blocks, many times. All functions of <see cref="WinSock"/> but
/// <see cref="WinSock.WSAIsBlocking"/>, <see cref="WinSock.WSACancelBlockingCall"/> and the two of the last error fail
/// there with <see cref="WinSock.WSAEINPROGRESS"/>. An exception out of it cancels the call and goes on to the call's
/// caller. Source: Windows Sockets 1.1, WSASetBlockingHook.</remarks>
public delegate int BlockingHook();
