using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using GetXByY.Lookups;

namespace GetXByY.Winsock.Tests;

public unsafe class TwinTests : BlockingFixture
{
    [Fact]
    public void HostByName_Found_IsInMemoryOfTheThread()
    {
        var host = (hostent*)GetHost();
        Assert.Equal("host.example", Marshal.PtrToStringUTF8((nint)host->h_name));
        Assert.Equal((2, 4), (host->h_addrtype, host->h_length));
        Assert.Equal(192, host->h_addr[0]);
    }

    [Fact]
    public void HostByNameAndAddr_OneThread_ShareTheirMemory()
    {
        nint first = GetHost();
        Assert.NotEqual(0, first);
        Assert.Equal(first, Provider.HostByAddr([192, 0, 2, 1], isNull: false, 4, WinSock.AF_INET));
    }

    [Fact]
    public void HostByAddr_Ipv4MappedIntoIpv6_AsksForTheIpv4AddressAndGivesTheMappedOne()
    {
        byte[] mapped = IPAddress.Parse("::ffff:192.0.2.1").GetAddressBytes();
        var host = (hostent*)Provider.HostByAddr(mapped, isNull: false, 16, WinSock.AF_INET6);
        Assert.Equal([192, 0, 2, 1], Engine.Last.Argument);
        Assert.Equal((23, 16), (host->h_addrtype, host->h_length));
        Assert.Equal(mapped, new ReadOnlySpan<byte>(host->h_addr_list[0], 16));
    }

    [Fact]
    public void HostByName_MoreThanEver_GetsMoreMemory()
    {
        var large = new HostEntry("large.example", null, [.. Enumerable.Repeat(IPAddress.Loopback, 500)]);
        Engine.OnWait = () => Engine.Complete(large);
        var host = (hostent*)GetHost();
        int count = 0;
        while (host->h_addr_list[count] is not null)
        {
            count++;
        }
        Assert.Equal(500, count);
    }

    [Fact]
    public void Twins_OtherDatabases_HaveOtherMemory()
    {
        nint host = GetHost();
        Engine.OnWait = () => Engine.Complete(new ServiceEntry("http", 80, "tcp"));
        nint service = Provider.ServByName(new Utf8Text("http", default), new Utf8Text(null, default));
        Engine.OnWait = () => Engine.Complete(new ProtocolEntry("tcp", 6));
        nint protocol = Provider.ProtoByNumber(6);
        Assert.Equal(3, new HashSet<nint> { host, service, protocol }.Count);
        Assert.Equal(80, IPAddress.NetworkToHostOrder(((servent*)service)->s_port));
        Assert.Equal(6, ((protoent*)protocol)->p_proto);
    }

    [Theory]
    [InlineData(LookupError.HostNotFound, WinSock.WSAHOST_NOT_FOUND)]
    [InlineData(LookupError.TryAgain, WinSock.WSATRY_AGAIN)]
    [InlineData(LookupError.NoRecovery, WinSock.WSANO_RECOVERY)]
    [InlineData(LookupError.NoData, WinSock.WSANO_DATA)]
    public void HostByName_Failed_IsTheLastError(LookupError error, int code)
    {
        Engine.OnWait = () => Engine.Complete(new LookupResult<object>(error, "so"));
        Assert.Equal((0, code), (GetHost(), LastError.Code));
    }

    [Fact]
    public void HostByName_Null_IsThisMachine()
    {
        GetHost(null);
        Assert.Equal((LookupKind.HostByName, ""), (Engine.Last.Kind, Text(Engine.Last.Argument)));
    }

    [Fact]
    public void HostByName_TheNameOfGethostname_IsThisMachine()
    {
        byte[] name = new byte[256];
        fixed (byte* memory = name)
        {
            Assert.Equal(0, Provider.HostName(memory, name.Length));
            string text = Marshal.PtrToStringUTF8((nint)memory)!;
            GetHost(text.ToUpperInvariant());
            Assert.Equal(text is "localhost" ? "LOCALHOST" : "", Text(Engine.Last.Argument));
        }
    }

    [Fact]
    public void ArgumentErrors_AreThoseOfTheAsyncFunctions()
    {
        Engine.OnWait = () => Engine.Complete(new LookupResult<object>((LookupError)Engine.Last.Number, ""));
        Assert.Equal(WinSock.WSAEFAULT, Failing(() => Provider.ServByName(new Utf8Text(null, default), new Utf8Text(null, default))));
        Assert.Equal(WinSock.WSAEFAULT, Failing(() => Provider.ProtoByName(new Utf8Text(null, default))));
        Assert.Equal(WinSock.WSAEFAULT, Failing(() => Provider.HostByAddr([], isNull: true, 4, WinSock.AF_INET)));
        Assert.Equal(WinSock.WSAEFAULT, Failing(() => Provider.HostByAddr([1, 2, 3], isNull: false, 3, WinSock.AF_INET)));
        Assert.Equal(WinSock.WSAEINVAL, Failing(() => Provider.HostByAddr(new byte[5], isNull: false, 5, WinSock.AF_INET)));
        Assert.Equal(WinSock.WSAEAFNOSUPPORT, Failing(() => Provider.HostByAddr(new byte[4], isNull: false, 4, 77)));
    }

    [Fact]
    public void HostName_NullOrTooSmall_FaultsAndWritesNothing()
    {
        byte[] name = Enumerable.Repeat((byte)0xEE, 256).ToArray();
        fixed (byte* memory = name)
        {
            Assert.Equal(WinSock.WSAEFAULT, Error(Provider.HostName(null, 256)));
            Assert.Equal(0, Provider.HostName(memory, 256));
            int length = new ReadOnlySpan<byte>(memory, 256).IndexOf((byte)0);
            name.AsSpan().Fill(0xEE);
            Assert.Equal(WinSock.WSAEFAULT, Error(Provider.HostName(memory, length)));
            Assert.Equal(WinSock.WSAEFAULT, Error(Provider.HostName(memory, -1)));
            Assert.DoesNotContain(name, b => b != 0xEE);
            Assert.Equal(0, Provider.HostName(memory, length + 1));
            Assert.Equal(Environment.MachineName.Split('.')[0], Encoding.UTF8.GetString(name, 0, length).Split('.')[0], ignoreCase: true);
        }
    }

    [Fact]
    public void Twins_NotStarted_SaySoWhateverTheArguments()
    {
        Provider.Cleanup();
        Assert.Equal(WinSock.WSANOTINITIALISED, Failing(() => GetHost(null)));
        Assert.Equal(WinSock.WSANOTINITIALISED, Failing(() => Provider.ServByName(new Utf8Text(null, default), default)));
        Assert.Equal(WinSock.WSANOTINITIALISED, Failing(() => Provider.ProtoByNumber(6)));
        Assert.Equal(WinSock.WSANOTINITIALISED, Error(Provider.HostName(null, 0)));
    }

    [Fact]
    public void Twins_NetworkDownOrFull_SaySo()
    {
        Engine.IsDown = true;
        Assert.Equal(WinSock.WSAENETDOWN, Failing(() => GetHost()));
        Engine.IsDown = false;
        Engine.IsFull = true;
        Assert.Equal(WinSock.WSATRY_AGAIN, Failing(() => GetHost()));
    }

    [Fact]
    public void HostByName_CleanupMeanwhile_IsInterrupted()
    {
        Engine.OnWait = () => Assert.True(Task.Run(Provider.Cleanup).Wait(TimeSpan.FromSeconds(30)));
        Assert.Equal(WinSock.WSAEINTR, Failing(() => GetHost()));
        Assert.Equal(WinSock.WSANOTINITIALISED, Failing(() => GetHost()));
    }

    private static int Failing(Func<nint> call)
    {
        Assert.Equal(0, call());
        return LastError.Code;
    }
}
