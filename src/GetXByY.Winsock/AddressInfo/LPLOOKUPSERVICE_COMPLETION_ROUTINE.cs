namespace GetXByY.Winsock;

/// <summary>What runs when a GetAddrInfoExW that did not wait is complete.</summary>
/// <param name="dwError">0; <see cref="WinSock.WSA_E_CANCELLED"/> after a successful
/// <see cref="WinSock.GetAddrInfoExCancel"/>; or another error.</param>
/// <param name="dwBytes">Always 0.</param>
/// <param name="lpOverlapped">What the call was given; complete, and the caller's again.</param>
/// <remarks>It runs once for each call that returned <see cref="WinSock.WSA_IO_PENDING"/>, on a thread of the pool, never
/// on the stack of a canceller and under no lock, so it may take locks that a canceller holds, and call every function
/// of <see cref="WinSock"/>. An exception that leaves it is thrown on the pool, where nobody handles it. Source: Windows
/// Sockets, LPLOOKUPSERVICE_COMPLETION_ROUTINE.</remarks>
public unsafe delegate void LPLOOKUPSERVICE_COMPLETION_ROUTINE(uint dwError, uint dwBytes, OVERLAPPED* lpOverlapped);
