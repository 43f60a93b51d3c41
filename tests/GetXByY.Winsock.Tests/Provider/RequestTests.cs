using System.Net.Sockets;
using GetXByY.Lookups;

namespace GetXByY.Winsock.Tests;

public class RequestTests : ProviderFixture
{
    private static readonly byte[] s_sixteen = [.. Enumerable.Range(1, 16).Select(i => (byte)i)];

    [Fact]
    public void GetHostByName_Name_AsksForIpv4()
    {
        Engine.NextHandle = 0xFFFF_FFF0;
        nint handle = StartHost("straße.example");
        Assert.Equal(unchecked((nint)0xFFFF_FFF0u), handle);
        Assert.Equal(LookupKind.HostByName, Engine.Last.Kind);
        Assert.Equal("straße.example", Text(Engine.Last.Argument));
        Assert.Equal(AddressFamily.InterNetwork, Engine.Last.Family);
        Assert.Equal(new FaceWords(11, Block.Address, Block.Length, 12), Engine.Last.Words);
        Assert.Equal(0, LastError.Code);
    }

    [Theory]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(5000)]
    public void GetHostByName_LongName_IsPassedOnWhole(int length)
    {
        StartHost(new string('n', length));
        Assert.Equal(new string('n', length), Text(Engine.Last.Argument));
    }

    [Fact]
    public unsafe void GetHostByName_Bytes_EndAtTheirNul()
    {
        fixed (byte* name = "ab\0cd"u8)
        {
            Provider.GetHostByName(new Utf8Text(name), Target);
        }
        Assert.Equal("ab", Text(Engine.Last.Argument));
    }

    [Fact]
    public void GetHostByName_NulInString_Stays()
    {
        StartHost("ab\0cd");
        Assert.Equal("ab\0cd", Text(Engine.Last.Argument));
    }

    [Fact]
    public unsafe void NullNames_AllFunctions_AreFaultsInTheMessage()
    {
        StartHost(null);
        AssertSettled(WinSock.WSAEFAULT);
        Provider.GetHostByName(new Utf8Text(null), Target);
        AssertSettled(WinSock.WSAEFAULT);
        Provider.GetServByName(new Utf8Text(null), new Utf8Text("tcp", default), Target);
        AssertSettled(WinSock.WSAEFAULT);
        Provider.GetProtoByName(new Utf8Text(null), Target);
        AssertSettled(WinSock.WSAEFAULT);
        Provider.GetHostByAddr([], isNull: true, 4, WinSock.AF_INET, Target);
        AssertSettled(WinSock.WSAEFAULT);
        Assert.Equal(5, Engine.Count);
    }

    [Fact]
    public void NullBuffer_PositiveLength_IsAFaultInTheMessage()
    {
        StartHost("host", ReplyTarget.To(11, 12, 0, 1));
        AssertSettled(WinSock.WSAEFAULT);
        StartHost("host", ReplyTarget.To(11, 12, null, 1));
        AssertSettled(WinSock.WSAEFAULT);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void NullBuffer_NoLength_IsAQuestionForTheSize(int length)
    {
        StartHost("host", ReplyTarget.To(11, 12, 0, length));
        Assert.Equal(LookupKind.HostByName, Engine.Last.Kind);
        Engine.Complete(new ProtocolEntry("tcp", 6));
        Assert.Equal(WinSock.WSAENOBUFS, WinSock.WSAGETASYNCERROR(Poster.Messages[0].LParam));
        Assert.Equal((4 * IntPtr.Size) + 4, WinSock.WSAGETASYNCBUFLEN(Poster.Messages[0].LParam));
    }

    // What a socket for both families tells of a peer. The tree of ip6.arpa knows no such addresses.
    [Fact]
    public void GetHostByAddr_Ipv4MappedIntoIpv6_AsksForTheIpv4AddressAndGivesTheMappedOne()
    {
        byte[] mapped = System.Net.IPAddress.Parse("::ffff:192.0.2.7").GetAddressBytes();
        Provider.GetHostByAddr(mapped, isNull: false, 16, WinSock.AF_INET6, Target);
        Assert.Equal([192, 0, 2, 7], Engine.Last.Argument);
        Engine.Complete(new HostEntry("h", ["a"], [System.Net.IPAddress.Parse("192.0.2.7")]));
        Assert.Equal(0, WinSock.WSAGETASYNCERROR(Poster.Messages[0].LParam));
        var read = new StructureReader(Block, IntPtr.Size);
        Assert.Equal((WinSock.AF_INET6, 16, "h"), (read.AddressType, read.AddressLength, read.Name));
        Assert.Equal([Convert.ToHexString(mapped)], read.Addresses);
        Assert.Equal(["a"], read.Aliases);
    }

    [Fact]
    public void GetHostByAddr_Ipv4MappedIntoIpv6WithoutAName_CarriesTheError()
    {
        byte[] mapped = System.Net.IPAddress.Parse("::ffff:192.0.2.7").GetAddressBytes();
        Provider.GetHostByAddr(mapped, isNull: false, 16, WinSock.AF_INET6, Target);
        Engine.Complete(new LookupResult<object>(LookupError.HostNotFound, ""));
        Assert.Equal(WinSock.WSAMAKEASYNCREPLY(0, WinSock.WSAHOST_NOT_FOUND), Poster.Messages[0].LParam);
    }

    [Theory]
    [InlineData(4, WinSock.AF_INET)]
    [InlineData(16, WinSock.AF_INET6)]
    public void GetHostByAddr_RightLength_AsksForTheBytes(int length, int type)
    {
        Provider.GetHostByAddr(s_sixteen, isNull: false, length, type, Target);
        Assert.Equal(LookupKind.HostByAddress, Engine.Last.Kind);
        Assert.Equal(s_sixteen[..length], Engine.Last.Argument);

        System.Net.IPAddress[] both = [System.Net.IPAddress.Loopback, System.Net.IPAddress.IPv6Loopback];
        Engine.Complete(new HostEntry("h", null, both));
        var read = new StructureReader(Block, IntPtr.Size);
        Assert.Equal(type, read.AddressType);
        Assert.Equal(length, read.AddressLength);
        Assert.Single(read.Addresses);
    }

    [Theory]
    [InlineData(3, WinSock.AF_INET, WinSock.WSAEFAULT)]
    [InlineData(-1, WinSock.AF_INET, WinSock.WSAEFAULT)]
    [InlineData(5, WinSock.AF_INET, WinSock.WSAEINVAL)]
    [InlineData(16, WinSock.AF_INET, WinSock.WSAEINVAL)]
    [InlineData(4, WinSock.AF_INET6, WinSock.WSAEFAULT)]
    [InlineData(15, WinSock.AF_INET6, WinSock.WSAEFAULT)]
    [InlineData(17, WinSock.AF_INET6, WinSock.WSAEINVAL)]
    [InlineData(4, 0, WinSock.WSAEAFNOSUPPORT)]
    [InlineData(16, 10, WinSock.WSAEAFNOSUPPORT)]
    public void GetHostByAddr_WrongLengthOrType_IsAnErrorInTheMessage(int length, int type, int error)
    {
        Provider.GetHostByAddr(s_sixteen, isNull: false, length, type, Target);
        AssertSettled(error);
    }

    [Fact]
    public void GetHostByAddr_ArrayShorterThanTold_IsAFaultInTheMessage()
    {
        Provider.GetHostByAddr(s_sixteen.AsSpan(0, 3), isNull: false, 4, WinSock.AF_INET, Target);
        AssertSettled(WinSock.WSAEFAULT);
    }

    [Fact]
    public void GetHostByAddr_NullAndUnknownType_ThePointerComesFirst()
    {
        Provider.GetHostByAddr([], isNull: true, 4, 99, Target);
        AssertSettled(WinSock.WSAEFAULT);
    }

    [Theory]
    [InlineData("tcp", true)]
    [InlineData("", true)]
    [InlineData(null, false)]
    public void GetServ_Protocol_NullIsNoneAndEmptyIsAName(string? protocol, bool hasProtocol)
    {
        Provider.GetServByName(new Utf8Text("http", default), new Utf8Text(protocol, default), Target);
        Assert.Equal(LookupKind.ServiceByName, Engine.Last.Kind);
        Assert.Equal("http", Text(Engine.Last.Argument));
        Assert.Equal(protocol ?? "", Text(Engine.Last.Protocol));
        Assert.Equal(hasProtocol, Engine.Last.HasProtocol);

        Provider.GetServByPort(0x5000, new Utf8Text(protocol, default), Target);
        Assert.Equal(LookupKind.ServiceByPort, Engine.Last.Kind);
        Assert.Equal(protocol ?? "", Text(Engine.Last.Protocol));
        Assert.Equal(hasProtocol, Engine.Last.HasProtocol);
    }

    [Theory]
    [InlineData(0x1234, 0x3412)]
    [InlineData(0x7FFF_5000, 0x0050)]
    [InlineData(-1, 0xFFFF)]
    public void GetServByPort_NetworkOrder_TurnsTheLow16Bits(int port, int expected)
    {
        Assert.SkipUnless(BitConverter.IsLittleEndian, "The numbers are those of little-endian machines.");
        Provider.GetServByPort(port, new Utf8Text(null, default), Target);
        Assert.Equal((uint)expected, Engine.Last.Number);
    }

    [Fact]
    public void GetProto_NameAndNumber_ArePassedOn()
    {
        Provider.GetProtoByName(new Utf8Text("tcp", default), Target);
        Assert.Equal(LookupKind.ProtocolByName, Engine.Last.Kind);
        Assert.Equal("tcp", Text(Engine.Last.Argument));
        Provider.GetProtoByNumber(17, Target);
        Assert.Equal(LookupKind.ProtocolByNumber, Engine.Last.Kind);
        Assert.Equal(17u, Engine.Last.Number);
        Provider.GetProtoByNumber(-1, Target);
        Assert.Equal(uint.MaxValue, Engine.Last.Number);
    }

    [Fact]
    public void Complete_Entry_WritesThenPosts()
    {
        nint handle = StartHost();
        bool wasWritten = false;
        Poster.OnPost = () => wasWritten = !Block.IsUntouched;
        Engine.Complete(new HostEntry("h", null, [System.Net.IPAddress.Loopback]));
        Assert.True(wasWritten);
        WindowMessage message = Assert.Single(Poster.Messages);
        Assert.Equal(11, message.Window);
        Assert.Equal(12u, message.Id);
        Assert.Equal(handle, (nint)message.WParam);
        Assert.Equal(0, WinSock.WSAGETASYNCERROR(message.LParam));
    }

    [Fact]
    public void Post_QueueFull_IsTriedAgainAndCanBeCancelledBetween()
    {
        nint handle = StartHost();
        Poster.Outcome = PostOutcome.QueueFull;
        Engine.Write(new LookupResult<object>(LookupError.NoData, ""));
        Assert.False(Engine.TryPost());
        Assert.False(Engine.TryPost());
        Assert.Equal(2, Poster.Messages.Count);
        Assert.Equal(0, Provider.CancelAsyncRequest(handle));
    }

    [Fact]
    public void Start_EngineIsFull_WouldBlock()
    {
        Engine.IsFull = true;
        Assert.Equal(0, StartHost());
        Assert.Equal(WinSock.WSAEWOULDBLOCK, LastError.Code);
    }

    [Fact]
    public void Start_EngineGoesDownMeanwhile_IsNetDown()
    {
        Engine.GoesDownAtStart = true;
        Assert.Equal(0, StartHost());
        Assert.Equal(WinSock.WSAENETDOWN, LastError.Code);
    }

    [Fact]
    public void Blocking_EngineGoesDownMeanwhile_IsNetDown()
    {
        Engine.GoesDownAtStart = true;
        for (int i = 0; i < 2; i++)
        {
            LastError.Set(0);
            Assert.Equal(0, Provider.ProtoByNumber(6));
            Assert.Equal(WinSock.WSAENETDOWN, LastError.Code);
        }
    }

    [Fact]
    public void Message_OfAnEngineThatIsDown_CarriesNetDown()
    {
        nint handle = StartHost();
        Engine.Complete(new LookupResult<object>(LookupError.NetworkDown, "gone"));
        Assert.Equal(
            (handle, WinSock.WSAMAKEASYNCREPLY(0, WinSock.WSAENETDOWN)),
            ((nint)Poster.Messages[0].WParam, Poster.Messages[0].LParam));
        Assert.True(Block.IsUntouched);
    }

    [Fact]
    public void Start_SeveralErrors_TheFirstInOrderCounts()
    {
        Engine.IsFull = true;
        Engine.IsDown = true;
        Assert.Equal(0, StartHost());
        Assert.Equal(WinSock.WSAENETDOWN, LastError.Code);
        using (PosterScope.Enter(this))
        {
            Assert.Equal(0, StartHost());
            Assert.Equal(WinSock.WSAEINPROGRESS, LastError.Code);
        }
        Engine.IsDown = false;
        Assert.Equal(0, Provider.Cleanup());
        using (PosterScope.Enter(this))
        {
            Assert.Equal(0, StartHost());
            Assert.Equal(WinSock.WSANOTINITIALISED, LastError.Code);
        }
        Assert.Equal(0, Engine.Count);
    }

    private void AssertSettled(int error)
    {
        Assert.Equal(LookupKind.Settled, Engine.Last.Kind);
        Assert.Equal((uint)error, Engine.Last.Number);
    }
}
