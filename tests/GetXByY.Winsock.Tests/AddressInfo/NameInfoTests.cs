using System.Net;
using System.Text;
using GetXByY.Configuration;
using GetXByY.Lookups;

namespace GetXByY.Winsock.Tests;

public unsafe class NameInfoTests : ProviderFixture
{
    private static readonly IPEndPoint s_web = new(IPAddress.Parse("192.0.2.1"), 80);

    public NameInfoTests() => Engine.OnWait = () => Engine.Complete(new HostEntry("www.example"));

    [Fact]
    public void Name_Found_WithTheService()
    {
        Assert.Equal("www.example http", Get(s_web));
        Assert.Equal(LookupKind.HostByAddress, Engine.Last.Kind);
        Assert.Equal([192, 0, 2, 1], Engine.Last.Argument);
    }

    [Theory]
    [InlineData("2001:db8::1", 0u)]
    [InlineData("fe80::1%7", 7u)]
    public void Name_OfIpv6_IsAskedWithItsScope(string address, uint scope)
    {
        Assert.Equal("www.example domain", Get(new IPEndPoint(IPAddress.Parse(address), 53)));
        Assert.Equal(IPAddress.Parse(address).GetAddressBytes(), Engine.Last.Argument);
        Assert.Equal(scope, Engine.Last.Number);
    }

    [Fact]
    public void Name_OfMappedIpv4_IsAskedAsIpv4()
    {
        Get(new IPEndPoint(s_web.Address.MapToIPv6(), 80));
        Assert.Equal([192, 0, 2, 1], Engine.Last.Argument);
    }

    [Theory]
    [InlineData("192.0.2.1", WinSock.NI_NUMERICHOST, "192.0.2.1 http")]
    [InlineData("fe80::1%7", WinSock.NI_NUMERICHOST | WinSock.NI_NUMERICSERV, "fe80::1%7 80")]
    public void NumericHost_Asked_IsTheAddressWithoutALookup(string address, int flags, string text)
    {
        Assert.Equal(text, Get(new IPEndPoint(IPAddress.Parse(address), 80), flags));
        Assert.Equal(0, Engine.Count);
    }

    [Theory]
    [InlineData(514, 0, "shell")]
    [InlineData(514, WinSock.NI_DGRAM, "syslog")]
    [InlineData(514, WinSock.NI_NUMERICSERV, "514")]
    [InlineData(5, 0, "5")]
    public void Service_OfThePort_ByTheFlags(int port, int flags, string service) =>
        Assert.Equal($"www.example {service}", Get(new IPEndPoint(s_web.Address, port), flags));

    [Theory]
    [InlineData(LookupError.HostNotFound, WinSock.WSAHOST_NOT_FOUND)]
    [InlineData(LookupError.NoData, WinSock.WSAHOST_NOT_FOUND)]
    [InlineData(LookupError.TryAgain, WinSock.WSATRY_AGAIN)]
    [InlineData(LookupError.NoRecovery, WinSock.WSANO_RECOVERY)]
    public void Name_NotFound_IsTheAddressUnlessANameIsRequired(LookupError error, int code)
    {
        Engine.OnWait = () => Engine.Complete(new LookupResult<object>(error, ""));
        Assert.Equal("192.0.2.1 http", Get(s_web));
        Assert.Equal($"{code}", Get(s_web, WinSock.NI_NAMEREQD));
    }

    [Fact]
    public void NoFqdn_InTheDomainOfThisMachine_LeavesTheDomainOut()
    {
        string domain = LocalHost.GetDomain();
        Engine.OnWait = () => Engine.Complete(new HostEntry(domain.Length == 0 ? "near" : "near." + domain));
        Assert.Equal("near http", Get(s_web, WinSock.NI_NOFQDN));
        Engine.OnWait = () => Engine.Complete(new HostEntry("far.elsewhere.example"));
        Assert.Equal("far.elsewhere.example http", Get(s_web, WinSock.NI_NOFQDN));
    }

    [Theory]
    [InlineData(11, 4, 0)]
    [InlineData(12, 4, WinSock.WSAEFAULT)]
    [InlineData(12, 5, 0)]
    public void Buffers_TooSmall_AreAFaultAndUntouched(uint nodeLength, uint serviceLength, int expected)
    {
        expected = nodeLength < 12 ? WinSock.WSAEFAULT : expected;
        using var node = new NativeBlock((int)nodeLength * sizeof(char));
        using var service = new NativeBlock((int)serviceLength * sizeof(char));
        int error = Get(s_web, node, service, Encoding.Unicode, sizeof(char));
        Assert.Equal(expected, error);
        Assert.True(node.AreGuardsUntouched && service.AreGuardsUntouched);
        if (error != 0)
        {
            Assert.True(node.IsUntouched && service.IsUntouched);
        }
        else
        {
            Assert.Equal("www.example\0", Encoding.Unicode.GetString(node.Bytes));
            Assert.Equal("http\0", Encoding.Unicode.GetString(service.Bytes));
        }
    }

    [Fact]
    public void Names_InUtf8_Fit()
    {
        using var node = new NativeBlock(12);
        using var service = new NativeBlock(5);
        Assert.Equal(0, Get(s_web, node, service, Encoding.UTF8, 1));
        Assert.Equal("www.example\0", Encoding.UTF8.GetString(node.Bytes));
        Assert.Equal("http\0", Encoding.UTF8.GetString(service.Bytes));
    }

    [Fact]
    public void Arguments_Wrong_FailInThisOrder()
    {
        byte* address = stackalloc byte[28];
        SocketAddress.Write(address, IPAddress.IPv6Loopback, 80);
        char* buffer = stackalloc char[10];
        Assert.Equal(WinSock.WSAEFAULT, Ask(null, 28, null, 0, 0));
        Assert.Equal(WinSock.WSAEFAULT, Ask(address, 1, null, 0, 0));
        Assert.Equal(WinSock.WSAEFAULT, Ask(address, 27, null, 0, 0));
        Assert.Equal(WinSock.WSAHOST_NOT_FOUND, Ask(address, 28, null, 0, -1));
        Assert.Equal(WinSock.WSAEINVAL, Ask(address, 28, buffer, 0, 0));
        Assert.Equal(WinSock.WSAEINVAL, Ask(address, 28, buffer, 10, 0x20));
        address[0] = 10; // Linux's AF_INET6
        Assert.Equal(WinSock.WSAEAFNOSUPPORT, Ask(address, 28, buffer, 10, 0));
        Engine.IsDown = true;
        Assert.Equal(WinSock.WSAENETDOWN, Ask(null, 0, null, 0, 0));
        Provider.Cleanup();
        Assert.Equal(WinSock.WSANOTINITIALISED, Ask(null, 0, null, 0, 0));

        int Ask(byte* place, int length, char* node, uint nodeLength, int flags)
        {
            LastError.Set(77);
            int error = Provider.GetNameInfo(
                (sockaddr*)place, length, new NameInfoBuffer(node, nodeLength, Encoding.Unicode), default, flags);
            Assert.Equal(error, LastError.Code);
            return error;
        }
    }

    /// <summary>Both names, or the error.</summary>
    private string Get(IPEndPoint endPoint, int flags = 0)
    {
        using var node = new NativeBlock(WinSock.NI_MAXHOST);
        using var service = new NativeBlock(WinSock.NI_MAXSERV);
        int error = Get(endPoint, node, service, Encoding.UTF8, 1, flags);
        return error != 0 ? $"{error}" : $"{TextIn(node)} {TextIn(service)}";

        static string TextIn(NativeBlock block) => Encoding.UTF8.GetString(block.Bytes[..block.Bytes.IndexOf((byte)0)]);
    }

    private int Get(
        IPEndPoint endPoint, NativeBlock node, NativeBlock service, Encoding encoding, int width, int flags = 0)
    {
        byte* address = stackalloc byte[28];
        SocketAddress.Write(address, endPoint.Address, (ushort)endPoint.Port);
        return Provider.GetNameInfo(
            (sockaddr*)address,
            SocketAddress.SizeOf(endPoint.Address),
            new NameInfoBuffer((void*)node.Address, (uint)(node.Length / width), encoding),
            new NameInfoBuffer((void*)service.Address, (uint)(service.Length / width), encoding),
            flags);
    }
}
