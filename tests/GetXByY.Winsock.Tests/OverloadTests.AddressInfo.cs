using System.Runtime.InteropServices;
using static GetXByY.Winsock.WinSock;

namespace GetXByY.Winsock.Tests;

// The getaddrinfo family, through what programs call.
public sealed unsafe partial class OverloadTests
{
    private const string Address = "192.0.2.7";

    private static uint s_routineError;

    [Fact]
    public void GetAddrInfoW_AllOverloads_Answer()
    {
        var hints = new ADDRINFOW { ai_flags = AI_CANONNAME };
        ADDRINFOW* result;
        Check(GetAddrInfoW(Address, "80", &hints, &result), result);
        Check(GetAddrInfoW(Address, "80", &hints, out result), result);
        fixed (char* name = Address, service = "80")
        {
            Check(GetAddrInfoW(name, service, &hints, &result), result);
        }
        Assert.Equal(WSAHOST_NOT_FOUND, GetAddrInfoW(null, null, null, &result));
        Assert.Equal(0, Provider.Heap.Blocks);

        static void Check(int error, ADDRINFOW* result)
        {
            Assert.Equal(0, error);
            Assert.Equal(Address, new string(result->ai_canonname));
            FreeAddrInfoW(result);
        }
    }

    [Fact]
    public void Getaddrinfo_AllOverloads_Answer()
    {
        var hints = new ADDRINFOA { ai_flags = AI_CANONNAME };
        ADDRINFOA* result;
        Check(getaddrinfo(Address, "80", &hints, &result), result);
        Check(getaddrinfo(Address, "80", &hints, out result), result);
        fixed (byte* name = "192.0.2.7"u8, service = "80"u8)
        {
            Check(getaddrinfo(name, service, &hints, &result), result);
        }
        Assert.Equal(WSAHOST_NOT_FOUND, getaddrinfo(null, null, null, &result));
        Assert.Equal(0, Provider.Heap.Blocks);

        static void Check(int error, ADDRINFOA* result)
        {
            Assert.Equal(0, error);
            Assert.Equal(Address, Marshal.PtrToStringUTF8((nint)result->ai_canonname));
            freeaddrinfo(result);
        }
    }

    [Fact]
    public void GetAddrInfoExW_AllOverloads_Complete()
    {
        ADDRINFOEXW* result = null;
        OVERLAPPED overlapped = default;
        nint handle = 0;
        var timeout = new timeval { tv_sec = 3 };
        var hints = new ADDRINFOEXW { ai_family = AF_INET6 };
        uint delegateError = 99;

        Assert.Equal(WSA_IO_PENDING, GetAddrInfoExW(
            "host.example", "80", NS_DNS, null, &hints, &result, &timeout, &overlapped, &Routine, &handle));
        Check(&handle, &overlapped, ref s_routineError);
        fixed (char* name = "host.example", service = "80")
        {
            Assert.Equal(WSA_IO_PENDING, GetAddrInfoExW(
                name, service, NS_DNS, null, &hints, &result, &timeout, &overlapped, &Routine, &handle));
        }
        Check(&handle, &overlapped, ref s_routineError);
        Assert.Equal(WSA_IO_PENDING, GetAddrInfoExW(
            "host.example", "80", NS_DNS, null, &hints, &result, &timeout, &overlapped,
            (error, _, _) => delegateError = error, &handle));
        Check(&handle, &overlapped, ref delegateError);
        Assert.Equal(0, GetAddrInfoExW(Address, null, NS_ALL, null, out result));
        FreeAddrInfoExW(result);
        Assert.Equal(WSAHOST_NOT_FOUND, GetAddrInfoExW(null, null, 0, null, null, &result, null, null, null, null));
        Assert.Equal(0, Provider.Heap.Blocks);

        void Check(nint* lpHandle, OVERLAPPED* lpOverlapped, ref uint error)
        {
            Assert.Equal(3000u, _engine.Last.Timeout);
            Assert.Equal(System.Net.Sockets.AddressFamily.InterNetworkV6, _engine.Last.Family);
            Assert.Equal((nint)_engine.Last.Handle, *lpHandle);
            Assert.Equal(WSAEINPROGRESS, GetAddrInfoExOverlappedResult(lpOverlapped));
            Assert.Equal(0, GetAddrInfoExCancel(lpHandle));
            _engine.RunPool();
            Assert.Equal((uint)WSA_E_CANCELLED, error);
            Assert.Equal(WSA_E_CANCELLED, GetAddrInfoExOverlappedResult(lpOverlapped));
            error = 99;
        }
    }

    [Fact]
    public void Getnameinfo_BothForms_PassTheirArguments()
    {
        var address = new sockaddr_in { sin_family = AF_INET, sin_port = 0x5000 };
        char* node = stackalloc char[NI_MAXHOST];
        char* service = stackalloc char[NI_MAXSERV];
        Assert.Equal(0, GetNameInfoW((sockaddr*)&address, 16, node, 8, service, 5, NI_NUMERICHOST));
        Assert.Equal(("0.0.0.0", "http"), (new string(node), new string(service)));
        Assert.Equal(0, getnameinfo((sockaddr*)&address, 16, (byte*)node, 8, (byte*)service, 3, 10));
        Assert.Equal("80", Marshal.PtrToStringUTF8((nint)service));
        Assert.Equal(WSAEFAULT, getnameinfo((sockaddr*)&address, 16, (byte*)node, 7, (byte*)service, 3, 10));
        Assert.Equal(WSAEFAULT, getnameinfo((sockaddr*)&address, 16, (byte*)node, 8, (byte*)service, 2, 10));
    }

    [UnmanagedCallersOnly]
    private static void Routine(uint error, uint bytes, OVERLAPPED* overlapped) => s_routineError = error + bytes;
}
