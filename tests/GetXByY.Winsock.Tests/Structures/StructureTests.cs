using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GetXByY.Winsock.Tests;

/// <summary>The public structures against what the writers write, in this process's layout.</summary>
public unsafe class StructureTests
{
    [Fact]
    public void Sizes_OfThisProcess_AreThoseOfWindows()
    {
        bool is64 = sizeof(nint) == 8;
        Assert.Equal(is64 ? 32 : 16, sizeof(hostent));
        Assert.Equal(is64 ? 32 : 16, sizeof(servent));
        Assert.Equal(is64 ? 24 : 12, sizeof(protoent));
        Assert.Equal(is64 ? 408 : 400, sizeof(WSADATA));
        Assert.Equal(sizeof(WSADATA), StructureLayout.Process.WsadataSize);
        Assert.Equal(400, StructureLayout.Win32.WsadataSize);
        Assert.Equal(408, StructureLayout.Win64.WsadataSize);
    }

    [Fact]
    public void Hostent_Written_ReadsThroughItsFields()
    {
        using var block = new NativeBlock(200);
        var entry = new HostEntry("h.example", ["a"], [IPAddress.Loopback]);
        HostentWriter.Write(entry, AddressFamily.InterNetwork, block.Address, 200, StructureLayout.Process);
        var host = (hostent*)block.Address;
        Assert.Equal("h.example", Marshal.PtrToStringUTF8((nint)host->h_name));
        Assert.Equal("a", Marshal.PtrToStringUTF8((nint)host->h_aliases[0]));
        Assert.True(host->h_aliases[1] is null);
        Assert.Equal(WinSock.AF_INET, host->h_addrtype);
        Assert.Equal(4, host->h_length);
        Assert.True(host->h_addr == host->h_addr_list[0]);
        Assert.Equal(127, host->h_addr[0]);
    }

    [Fact]
    public void Servent_Written_ReadsThroughItsMembers()
    {
        using var block = new NativeBlock(200);
        ServentWriter.Write(new ServiceEntry("s", 0x1234, "udp"), block.Address, 200, StructureLayout.Process);
        var service = (servent*)block.Address;
        Assert.Equal("s", Marshal.PtrToStringUTF8((nint)service->s_name));
        Assert.Equal("udp", Marshal.PtrToStringUTF8((nint)service->s_proto));
        Assert.Equal(0x1234, (ushort)IPAddress.NetworkToHostOrder(service->s_port));
        Assert.True(service->s_aliases[0] is null);
    }

    [Fact]
    public void Servent_MembersSet_GiveBackWhatWasSet()
    {
        servent service = default;
        service.s_port = 0x5000;
        service.s_proto = (byte*)0x1000;
        Assert.Equal(0x5000, service.s_port);
        Assert.True(service.s_proto == (byte*)0x1000);
    }

    [Fact]
    public void Protoent_Written_ReadsThroughItsFields()
    {
        using var block = new NativeBlock(200);
        ProtoentWriter.Write(new ProtocolEntry("udp", 17, ["UDP"]), block.Address, 200, StructureLayout.Process);
        var protocol = (protoent*)block.Address;
        Assert.Equal("udp", Marshal.PtrToStringUTF8((nint)protocol->p_name));
        Assert.Equal("UDP", Marshal.PtrToStringUTF8((nint)protocol->p_aliases[0]));
        Assert.Equal(17, protocol->p_proto);
    }
}
