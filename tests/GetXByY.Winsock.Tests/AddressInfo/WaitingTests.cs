using System.Runtime.InteropServices;
using GetXByY.Configuration;

namespace GetXByY.Winsock.Tests;

/// <summary>getaddrinfo, GetAddrInfoW and a GetAddrInfoExW without OVERLAPPED: they wait.</summary>
public unsafe class WaitingTests : AddressInfoFixture
{
    public WaitingTests() => Engine.OnWait = () => Engine.Complete(Host("192.0.2.1", "2001:db8::1"));

    [Fact]
    public void GetAddrInfoEx_NoOverlapped_WaitsAndTouchesNoHandle()
    {
        Call.IsSynchronous = true;
        Call.Timeout = new timeval { tv_sec = 1 };
        Assert.Equal(0, Call.Start(service: "80"));
        Assert.Equal(1000u, Engine.Last.Timeout);
        Assert.True(Call.IsHandleUntouched);
        Assert.True(Call.IsOverlappedUntouched);
        Assert.Equal(["192.0.2.1:80 0 0", "[2001:db8::1]:80 0 0"], Call.Take());
        Assert.Equal(0, Provider.Heap.Blocks);
    }

    [Fact]
    public void GetAddrInfoW_Found_IsAListInUtf16()
    {
        var hints = new ADDRINFOW { ai_flags = WinSock.AI_CANONNAME, ai_socktype = WinSock.SOCK_STREAM };
        ADDRINFOW* first;
        Assert.Equal(0, Get(AddressInfoForm.Wide, "host.example", "80", AddressInfoHints.From(&hints), (void**)&first));
        Assert.Equal("canon.example", new string(first->ai_canonname));
        Assert.Equal(WinSock.AI_CANONNAME, first->ai_flags);
        Assert.Equal(WinSock.SOCK_STREAM, first->ai_socktype);
        Assert.True(first->ai_next->ai_canonname is null);
        Assert.True(first->ai_next->ai_next is null);
        // each part of a list may be freed by itself
        ADDRINFOW* second = first->ai_next;
        first->ai_next = null;
        Provider.Heap.Free(AddressInfoForm.Wide, second);
        Provider.Heap.Free(AddressInfoForm.Wide, first);
        Assert.Equal(0, Provider.Heap.Blocks);
    }

    [Fact]
    public void GetAddrInfo_Found_IsAListInUtf8()
    {
        var hints = new ADDRINFOA { ai_flags = WinSock.AI_CANONNAME, ai_family = WinSock.AF_INET6 };
        ADDRINFOA* first;
        Assert.Equal(0, Get(AddressInfoForm.Ansi, "host.example", null, AddressInfoHints.From(&hints), (void**)&first));
        Assert.Equal("canon.example", Marshal.PtrToStringUTF8((nint)first->ai_canonname));
        Assert.Equal(WinSock.AF_INET6, first->ai_family);
        Assert.True(first->ai_next is null);
        Provider.Heap.Free(AddressInfoForm.Ansi, first);
        Assert.Equal(0, Provider.Heap.Blocks);
    }

    [Theory]
    [InlineData(LookupError.HostNotFound, WinSock.WSAHOST_NOT_FOUND)]
    [InlineData(LookupError.TryAgain, WinSock.WSATRY_AGAIN)]
    [InlineData(LookupError.NoRecovery, WinSock.WSANO_RECOVERY)]
    [InlineData(LookupError.NoData, WinSock.WSANO_DATA)]
    public void Failure_OfTheLookup_IsTheError(LookupError error, int code)
    {
        Engine.OnWait = () => Engine.Complete(new LookupResult<object>(error, ""));
        AssertFails(code, "host.example", null);
    }

    [Fact]
    public void NotStarted_All_AreNotInitialised()
    {
        Provider.Cleanup();
        Call.IsSynchronous = true;
        Assert.Equal(WinSock.WSANOTINITIALISED, Call.Start());
        AssertFails(WinSock.WSANOTINITIALISED, null, null);
    }

    [Fact]
    public void Arguments_Wrong_FailWithoutALookup()
    {
        AssertFails(WinSock.WSAHOST_NOT_FOUND, null, null);
        AssertFails(WinSock.WSATYPE_NOT_FOUND, null, "nothing");
        Assert.Equal(WinSock.WSAEFAULT, Get(AddressInfoForm.Wide, "host.example", null, default, null));
        using (PosterScope.Enter(this))
        {
            AssertFails(WinSock.WSAEINPROGRESS, "host.example", null);
        }
        Engine.IsDown = true;
        AssertFails(WinSock.WSAENETDOWN, "host.example", null);
        Assert.Equal(0, Engine.Count);
    }

    [Fact]
    public void Known_Addresses_NeedNoEngine()
    {
        Engine.IsFull = true;
        ADDRINFOW* first;
        Assert.Equal(0, Get(AddressInfoForm.Wide, "192.0.2.7", null, default, (void**)&first));
        Assert.Equal(WinSock.AF_INET, first->ai_family);
        Provider.Heap.Free(AddressInfoForm.Wide, first);
        AssertFails(WinSock.WSATRY_AGAIN, "host.example", null);
    }

    [Fact]
    public void OwnName_IsAskedForAsThisMachine()
    {
        string name = LocalHost.GetName();
        ADDRINFOW* first;
        Assert.Equal(0, Get(AddressInfoForm.Wide, name, null, default, (void**)&first));
        Provider.Heap.Free(AddressInfoForm.Wide, first);
        Assert.Equal(name == "localhost" ? name : "", Text(Engine.Last.Argument));
    }

    private int Get(AddressInfoForm form, string? name, string? service, in AddressInfoHints hints, void** result)
    {
        LastError.Set(77);
        int error = Provider.GetAddrInfo(
            form,
            new Utf8Text(name, stackalloc byte[Utf8Text.Room]),
            new Utf8Text(service, stackalloc byte[Utf8Text.Room]),
            hints,
            result);
        Assert.Equal(error, LastError.Code);
        return error;
    }

    private void AssertFails(int error, string? name, string? service)
    {
        var result = (ADDRINFOW*)1;
        Assert.Equal(error, Get(AddressInfoForm.Wide, name, service, default, (void**)&result));
        Assert.True(result is null);
    }
}
