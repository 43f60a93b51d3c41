namespace GetXByY.Winsock.Windows.Tests;

/// <summary>GetAddrInfoExW with an event that Windows has made, not .NET.</summary>
[Collection("one program")]
public sealed unsafe class NativeEventTests : IDisposable
{
    private const uint Patience = 30_000;

    private readonly WinSockProgram _program = new();
    private readonly nint _event = Kernel32.CreateEventW(0, isManual: true, isSet: false, null);

    public void Dispose()
    {
        _program.Dispose();
        Assert.True(Kernel32.CloseHandle(_event)); // nobody else has closed it
    }

    [Fact]
    public void GetAddrInfoExW_Found_SetsIt()
    {
        ADDRINFOEXW* result;
        nint handle;
        OVERLAPPED overlapped = new() { hEvent = _event };
        Assert.Equal(WinSock.WSA_IO_PENDING, WinSock.GetAddrInfoExW(
            "web", "80", WinSock.NS_DNS, null, null, &result, null, &overlapped, null, &handle));
        Assert.Equal(Kernel32.WAIT_OBJECT_0, Kernel32.WaitForSingleObject(_event, Patience));
        Assert.Equal(0, WinSock.GetAddrInfoExOverlappedResult(&overlapped));
        Assert.True(result is not null);
        WinSock.FreeAddrInfoExW(result);
    }

    [Fact]
    public void GetAddrInfoExW_Cancelled_SetsIt()
    {
        ADDRINFOEXW* result;
        nint handle;
        OVERLAPPED overlapped = new() { hEvent = _event };
        Assert.Equal(WinSock.WSA_IO_PENDING, WinSock.GetAddrInfoExW(
            "slow.example.", null, WinSock.NS_DNS, null, null, &result, null, &overlapped, null, &handle));
        Assert.Equal(Kernel32.WAIT_TIMEOUT, Kernel32.WaitForSingleObject(_event, 0));
        Assert.Equal(0, WinSock.GetAddrInfoExCancel(&handle));
        Assert.Equal(Kernel32.WAIT_OBJECT_0, Kernel32.WaitForSingleObject(_event, Patience));
        Assert.Equal(WinSock.WSA_E_CANCELLED, WinSock.GetAddrInfoExOverlappedResult(&overlapped));
        Assert.True(result is null);
    }

    [Fact]
    public void Cleanup_Pending_DoesNotSetIt()
    {
        ADDRINFOEXW* result;
        nint handle;
        OVERLAPPED overlapped = new() { hEvent = _event };
        Assert.Equal(WinSock.WSA_IO_PENDING, WinSock.GetAddrInfoExW(
            "slow.example.", null, WinSock.NS_DNS, null, null, &result, null, &overlapped, null, &handle));
        _program.Cleanup();
        Assert.Equal(Kernel32.WAIT_TIMEOUT, Kernel32.WaitForSingleObject(_event, 0));
    }
}
