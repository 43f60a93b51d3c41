namespace GetXByY.Winsock;

/// <summary>A message in a <see cref="MessageQueue"/> or on its way to the delegate of a
/// <see cref="MessageWindow"/>.</summary>
/// <param name="Window">The handle of the window it was posted to; 0 for a message to the thread.</param>
/// <param name="Id">The message's number.</param>
/// <param name="WParam">For completions the request's handle.</param>
/// <param name="LParam">For completions error and length; see <see cref="WinSock.WSAGETASYNCERROR"/> and
/// <see cref="WinSock.WSAGETASYNCBUFLEN"/>.</param>
/// <remarks>Not called Message, so that a form which overrides WndProc can use this namespace.</remarks>
public readonly record struct WindowMessage(nint Window, uint Id, nuint WParam, nint LParam);
