using Microsoft.Win32.SafeHandles;

namespace GetXByY.Winsock;

/// <summary>The caller's event, known by the value of its handle: on Windows a native event, elsewhere one of
/// .NET's.</summary>
internal sealed class BorrowedEvent
{
    private readonly EventWaitHandle _handle;

    /// <param name="handle">The value, not 0.</param>
    internal BorrowedEvent(nint handle)
    {
        // made beforehand, so that nothing can be short of when the event is to be set
        _handle = new EventWaitHandle(initialState: false, EventResetMode.ManualReset);
        using SafeWaitHandle own = _handle.SafeWaitHandle;
        _handle.SafeWaitHandle = new SafeWaitHandle(handle, ownsHandle: false);
    }

    /// <summary>Sets the event, once. If the caller has closed it nothing happens.</summary>
    internal void Set()
    {
        try
        {
            _handle.Set();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // Closed, or no event: the system told so. A value that is another event's by now cannot be told from it.
        }
        _handle.Dispose();
    }
}
