namespace GetXByY.Winsock;

/// <summary>The arguments of one GetAddrInfoExW, under the names of its documentation.</summary>
internal unsafe ref struct AddressInfoExCall
{
    internal Utf8Text Name;
    internal Utf8Text ServiceName;
    internal uint NameSpace;
    internal Guid* NspId;
    internal ADDRINFOEXW* Hints;
    internal ADDRINFOEXW** Result;
    internal timeval* Timeout;
    internal OVERLAPPED* Overlapped;
    internal CompletionRoutine Routine;
    internal nint* Handle;

    /// <summary>Checks what only this function has, in our order: that of the documentation is not told.</summary>
    /// <returns>0, or the error.</returns>
    internal readonly int Check()
    {
        if (Result is null)
        {
            return WinSock.WSAEFAULT;
        }
        bool isAmbiguous = Overlapped is null ? !Routine.IsNull : Overlapped->hEvent != 0 && !Routine.IsNull;
        if (isAmbiguous || (Timeout is not null && (Timeout->tv_sec < 0 || Timeout->tv_usec < 0)))
        {
            return WinSock.WSAEINVAL;
        }
        return NameSpace is WinSock.NS_ALL or WinSock.NS_DNS && NspId is null ? 0 : WinSock.WSASERVICE_NOT_FOUND;
    }

    /// <summary>The time limit in milliseconds, rounded up; 0 for none.</summary>
    internal readonly uint TimeoutMilliseconds()
    {
        if (Timeout is null)
        {
            return 0;
        }
        long milliseconds = (Timeout->tv_sec * 1000L) + ((Timeout->tv_usec + 999L) / 1000);
        return (uint)Math.Clamp(milliseconds, 1, int.MaxValue);
    }
}
