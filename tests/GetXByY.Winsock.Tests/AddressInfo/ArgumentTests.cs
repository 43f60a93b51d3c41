namespace GetXByY.Winsock.Tests;

/// <summary>What GetAddrInfoExW says at once, and in which order.</summary>
public unsafe class ArgumentTests : AddressInfoFixture
{
    [Fact]
    public void Start_NotStarted_IsNotInitialised()
    {
        Provider.Cleanup();
        Call.NameSpace = 99;
        AssertFails(WinSock.WSANOTINITIALISED, name: null);
        Assert.Equal(WinSock.WSANOTINITIALISED, Call.Cancel());
        Assert.Equal(WinSock.WSANOTINITIALISED, Provider.AddrInfoExResult(null));
    }

    [Fact]
    public void Start_FromInsideThePoster_IsInProgress()
    {
        Engine.IsDown = true;
        using (PosterScope.Enter(this))
        {
            AssertFails(WinSock.WSAEINPROGRESS);
            Assert.Equal(WinSock.WSAEINPROGRESS, Call.Cancel());
        }
        AssertFails(WinSock.WSAENETDOWN);
        Assert.Equal(WinSock.WSAENETDOWN, Call.Cancel());
    }

    [Fact]
    public void Start_NoResult_IsAFault() =>
        Assert.Equal(WinSock.WSAEFAULT, Provider.GetAddrInfoEx(default));

    [Fact]
    public void Start_NeitherNameNorService_IsHostNotFoundAtOnceAndSetsNoEvent()
    {
        using var completed = new ManualResetEvent(false);
        Call.Overlapped.hEvent = completed.SafeWaitHandle.DangerousGetHandle();
        AssertFails(WinSock.WSAHOST_NOT_FOUND, name: null);
        Assert.False(completed.WaitOne(0));
    }

    [Fact]
    public void Start_EventAndRoutine_IsInvalidAtOnce()
    {
        using var completed = new ManualResetEvent(false);
        Call.Overlapped.hEvent = completed.SafeWaitHandle.DangerousGetHandle();
        Call.WithRoutine();
        AssertFails(WinSock.WSAEINVAL);
        Engine.RunPool();
        Assert.Empty(Call.Completions);
        Assert.False(completed.WaitOne(0));
    }

    [Fact]
    public void Start_RoutineWithoutOverlapped_IsInvalid()
    {
        Call.WithRoutine().IsSynchronous = true;
        AssertFails(WinSock.WSAEINVAL);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    public void Start_NegativeTimeout_IsInvalid(int seconds, int microseconds)
    {
        Call.Timeout = new timeval { tv_sec = seconds, tv_usec = microseconds };
        AssertFails(WinSock.WSAEINVAL);
    }

    [Fact]
    public void Start_OtherNamespaceOrProvider_IsServiceNotFound()
    {
        Call.NameSpace = 37; // e-mail
        AssertFails(WinSock.WSASERVICE_NOT_FOUND);
        Call.NameSpace = WinSock.NS_DNS;
        Assert.Equal(WinSock.WSA_IO_PENDING, Call.Start());
        Call.HasProvider = true;
        AssertFails(WinSock.WSASERVICE_NOT_FOUND);
    }

    [Fact]
    public void Hints_ReservedMembers_AreNoRecovery()
    {
        Call.Hints.ai_flags = -1; // the next in order
        Call.Hints.ai_addrlen = 1;
        AssertFails(WinSock.WSANO_RECOVERY);
        Call.Hints.ai_addrlen = 0;
        Call.Hints.ai_canonname = (char*)1;
        AssertFails(WinSock.WSANO_RECOVERY);
        Call.Hints.ai_canonname = null;
        Call.Hints.ai_addr = (sockaddr*)1;
        AssertFails(WinSock.WSANO_RECOVERY);
        Call.Hints.ai_addr = null;
        Call.Hints.ai_next = (ADDRINFOEXW*)1;
        AssertFails(WinSock.WSANO_RECOVERY);
        Call.Hints.ai_next = null;
        AssertFails(WinSock.WSAEINVAL);
    }

    [Theory]
    [InlineData(0x10)]
    [InlineData(0x8000)]
    [InlineData(int.MinValue)]
    [InlineData(WinSock.AI_CANONNAME | WinSock.AI_FQDN)]
    public void Hints_Flags_NotKnownOrContradicting_AreInvalid(int flags)
    {
        Call.Hints.ai_flags = flags;
        Call.Hints.ai_family = 1; // the next in order
        AssertFails(WinSock.WSAEINVAL);
    }

    [Theory]
    [InlineData(WinSock.AI_CANONNAME)]
    [InlineData(WinSock.AI_FQDN)]
    public void Hints_CanonicalNameOfNothing_IsInvalid(int flags)
    {
        Call.Hints.ai_flags = flags;
        AssertFails(WinSock.WSAEINVAL, name: null, service: "80");
    }

    [Fact]
    public void Hints_FamilyThenSocketTypeThenService_AreCheckedInThisOrder()
    {
        Call.Hints.ai_family = 10; // Linux's AF_INET6
        Call.Hints.ai_socktype = 999;
        AssertFails(WinSock.WSAEAFNOSUPPORT, service: "nothing");
        Call.Hints.ai_family = WinSock.AF_INET6;
        AssertFails(WinSock.WSAESOCKTNOSUPPORT, service: "nothing");
        Call.Hints.ai_socktype = WinSock.SOCK_STREAM;
        AssertFails(WinSock.WSATYPE_NOT_FOUND, name: "1.2.3", service: "nothing");
        AssertFails(WinSock.WSAHOST_NOT_FOUND, name: "1.2.3", service: "http");
    }

    [Theory]
    [InlineData("domain", WinSock.SOCK_STREAM, WinSock.IPPROTO_UDP)]
    [InlineData("domain", WinSock.SOCK_RAW, 0)]
    [InlineData("http", WinSock.SOCK_DGRAM, 0)]
    [InlineData("nothing", 0, 0)]
    [InlineData("65536", 0, 0)]
    [InlineData("-1", 0, 0)]
    public void Service_NotOfThisKind_IsTypeNotFound(string service, int socketType, int protocol)
    {
        Engine.Services = Services("domain 53/tcp\ndomain 53/udp\nhttp 80/tcp\n");
        Call.Hints.ai_socktype = socketType;
        Call.Hints.ai_protocol = protocol;
        AssertFails(WinSock.WSATYPE_NOT_FOUND, service: service);
    }

    [Fact]
    public void Service_NameWhereANumberIsDemanded_IsHostNotFound()
    {
        Call.Hints.ai_flags = WinSock.AI_NUMERICSERV;
        AssertFails(WinSock.WSAHOST_NOT_FOUND, service: "http");
        Assert.Equal(WinSock.WSA_IO_PENDING, Call.Start(service: "80"));
    }

    [Theory]
    [InlineData("host.example", WinSock.AF_UNSPEC)]
    [InlineData("192.168.1.253:1024", WinSock.AF_UNSPEC)]
    [InlineData("[beef::cafe", WinSock.AF_UNSPEC)]
    [InlineData("beef::cafe]", WinSock.AF_UNSPEC)]
    [InlineData("[beef::cafe]", WinSock.AF_INET)]
    [InlineData("192.0.2.1", WinSock.AF_INET6)]
    public void NumericHost_NoAddressOrOfAnotherFamily_IsHostNotFound(string name, int family)
    {
        Call.Hints.ai_flags = WinSock.AI_NUMERICHOST;
        Call.Hints.ai_family = family;
        AssertFails(WinSock.WSAHOST_NOT_FOUND, name);
    }

    [Fact]
    public void DisableIdnEncoding_BeyondAscii_IsHostNotFound()
    {
        Assert.Equal(WinSock.WSA_IO_PENDING, Call.Start("bücher.example"));
        Call.Hints.ai_flags = WinSock.AI_DISABLE_IDN_ENCODING;
        AssertFails(WinSock.WSAHOST_NOT_FOUND, "bücher.example");
    }

    [Fact]
    public void Failure_AtOnce_TouchesNothingButTheResultVariable()
    {
        Assert.Equal(WinSock.WSAHOST_NOT_FOUND, Call.Start(name: null));
        Assert.True(Call.Result is null);
        Assert.True(Call.IsOverlappedUntouched);
        Assert.True(Call.IsHandleUntouched);
        Assert.Equal(0, Engine.Count);
    }

    private static Databases.ServicesTable Services(string content)
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, content);
        var table = Databases.ServicesTable.Load(path, []);
        File.Delete(path);
        return table;
    }

    private void AssertFails(int error, string? name = "host.example", string? service = null)
    {
        LastError.Set(77);
        Assert.Equal(error, Call.Start(name, service));
        Assert.True(Call.Result is null);
    }
}
