using System.Net;
using System.Runtime.InteropServices;

namespace GetXByY.Winsock.Tests;

/// <summary>The structures byte for byte, as Windows has them in a process of this width.</summary>
public unsafe class LayoutTests
{
    private static readonly int s_word = IntPtr.Size;

    [Fact]
    public void Sizes_OfThisProcess_AreThoseOfWindows()
    {
        bool is64 = s_word == 8;
        Assert.Equal(is64 ? 72 : 44, sizeof(ADDRINFOEXW));
        Assert.Equal(is64 ? 48 : 32, sizeof(ADDRINFOW));
        Assert.Equal(is64 ? 48 : 32, sizeof(ADDRINFOA));
        Assert.Equal(is64 ? 32 : 20, sizeof(OVERLAPPED));
        Assert.Equal(8, sizeof(timeval));
        Assert.Equal(16, sizeof(sockaddr));
        Assert.Equal(16, sizeof(sockaddr_in));
        Assert.Equal(28, sizeof(sockaddr_in6));
    }

    [Fact]
    public void Addrinfoexw_Members_AreWhereWindowsHasThem() => AssertOffsets<ADDRINFOEXW>(
        "ai_flags ai_family ai_socktype ai_protocol ai_addrlen ai_canonname ai_addr ai_blob ai_bloblen ai_provider ai_next",
        [0, 4, 8, 12, 16, 16 + s_word, 16 + (2 * s_word), 16 + (3 * s_word), 16 + (4 * s_word), 16 + (5 * s_word),
            16 + (6 * s_word)]);

    [Fact]
    public void Addrinfo_Members_AreWhereWindowsHasThem()
    {
        const string Members = "ai_flags ai_family ai_socktype ai_protocol ai_addrlen ai_canonname ai_addr ai_next";
        int[] offsets = [0, 4, 8, 12, 16, 16 + s_word, 16 + (2 * s_word), 16 + (3 * s_word)];
        AssertOffsets<ADDRINFOW>(Members, offsets);
        AssertOffsets<ADDRINFOA>(Members, offsets);
    }

    [Fact]
    public void Overlapped_Members_AreThoseOfNativeOverlapped()
    {
        AssertOffsets<OVERLAPPED>(
            "Internal InternalHigh Offset OffsetHigh hEvent",
            [0, s_word, 2 * s_word, (2 * s_word) + 4, (2 * s_word) + 8]);
        Assert.Equal(sizeof(NativeOverlapped), sizeof(OVERLAPPED));
        OVERLAPPED overlapped = default;
        overlapped.Pointer = (void*)unchecked((nint)0x1122334455667788);
        Assert.True(overlapped.Pointer == (void*)unchecked((nint)0x1122334455667788));
        Assert.Equal(0x55667788u, overlapped.Offset);
        Assert.Equal(s_word == 8 ? 0x11223344u : 0u, overlapped.OffsetHigh);
    }

    [Theory]
    [InlineData("192.0.2.1", 0x1234, "02001234C00002010000000000000000")]
    [InlineData("fe80::1%7", 443, "170001BB00000000FE80000000000000000000000000000107000000")]
    public void SocketAddress_Written_IsThatOfWindowsAndReadsBack(string text, ushort port, string bytes)
    {
        var address = IPAddress.Parse(text);
        using var block = new NativeBlock(SocketAddress.SizeOf(address));
        SocketAddress.Write((void*)block.Address, address, port);
        Assert.Equal(bytes, Convert.ToHexString(block.Bytes));
        Assert.True(block.AreGuardsUntouched);
        Assert.Equal(0, SocketAddress.Read((sockaddr*)block.Address, block.Length, out IPAddress read, out ushort readPort));
        Assert.Equal((address, port), (read, readPort));
    }

    [Theory]
    [InlineData(AddressInfoFormName.Ansi)]
    [InlineData(AddressInfoFormName.Wide)]
    [InlineData(AddressInfoFormName.Extended)]
    public void Block_Written_HoldsAllThatBelongsToIt(AddressInfoFormName name)
    {
        var form = (AddressInfoForm)name;
        var heap = new AddressInfoHeap();
        var hints = new AddressInfoHints(3, 0, 9, 17, false);
        nint second = heap.Add(form, hints, 2, IPAddress.IPv6Loopback, 80, null, 0);
        nint first = heap.Add(form, hints, 1, IPAddress.Loopback, 80, "näme", second);
        int size = form == AddressInfoForm.Extended ? sizeof(ADDRINFOEXW) : sizeof(ADDRINFOW);
        var head = (ADDRINFOW*)first;
        Assert.Equal((3, WinSock.AF_INET, 1, 17), (head->ai_flags, head->ai_family, head->ai_socktype, head->ai_protocol));
        Assert.Equal((nuint)16, head->ai_addrlen);
        Assert.Equal(first + size, (nint)head->ai_addr);
        Assert.Equal(first + size + 16, (nint)head->ai_canonname);
        Assert.Equal("näme", form == AddressInfoForm.Ansi
            ? Marshal.PtrToStringUTF8((nint)head->ai_canonname)
            : Marshal.PtrToStringUni((nint)head->ai_canonname));
        Assert.Equal(second, *(nint*)(first + size - s_word)); // the link is last in all three
        Assert.Equal((nuint)28, ((ADDRINFOW*)second)->ai_addrlen);
        Assert.True(((ADDRINFOW*)second)->ai_canonname is null);
        Assert.Equal(2, heap.Blocks);
        heap.Free(form, (void*)first);
        Assert.Equal(0, heap.Blocks);
        heap.Free(form, null);
        Assert.Equal(0, heap.Blocks);
    }

    private static void AssertOffsets<T>(string members, int[] offsets) =>
        Assert.Equal(offsets, members.Split(' ').Select(each => (int)Marshal.OffsetOf<T>(each)));

    /// <summary>A test's arguments are public.</summary>
    public enum AddressInfoFormName
    {
        Ansi = AddressInfoForm.Ansi,
        Wide = AddressInfoForm.Wide,
        Extended = AddressInfoForm.Extended,
    }
}
