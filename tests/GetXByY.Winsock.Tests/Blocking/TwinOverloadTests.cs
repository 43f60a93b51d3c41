using System.Text;
using GetXByY.Lookups;
using static GetXByY.Winsock.WinSock;

namespace GetXByY.Winsock.Tests;

/// <summary>Each overload of the calls that block hands its own arguments on.</summary>
[Collection(nameof(OneProvider))]
public sealed unsafe class TwinOverloadTests : IDisposable
{
    private readonly WinSockProvider _before = Provider;
    private readonly ManualEngine _engine = new();

    public TwinOverloadTests()
    {
        Provider = new WinSockProvider(open: _ => _engine, poster: new RecordingPoster());
        Assert.Equal(0, WSAStartup(0x0101, out _));
        _engine.OnWait = () => _engine.Complete(new LookupResult<object>(LookupError.NoData, ""));
    }

    public void Dispose()
    {
        WSACleanup();
        Provider = _before;
    }

    [Fact]
    public void Twins_AllOverloads_PassTheirArguments()
    {
        fixed (byte* name = "name"u8, protocol = "udp"u8)
        {
            Check(gethostbyname("name"), LookupKind.HostByName, "name");
            Check(gethostbyname(name), LookupKind.HostByName, "name");
            Check(getservbyname("name", "udp"), LookupKind.ServiceByName, "name", "udp");
            Check(getservbyname(name, protocol), LookupKind.ServiceByName, "name", "udp");
            Check(getservbyport(0x5000, "udp"), LookupKind.ServiceByPort, "", "udp", 80);
            Check(getservbyport(0x5000, protocol), LookupKind.ServiceByPort, "", "udp", 80);
            Check(getprotobyname("name"), LookupKind.ProtocolByName, "name");
            Check(getprotobyname(name), LookupKind.ProtocolByName, "name");
            Check(getprotobynumber(6), LookupKind.ProtocolByNumber, "", "", 6);
            Check(gethostbyaddr("name"u8.ToArray(), 4, AF_INET), LookupKind.HostByAddress, "name");
            Check(gethostbyaddr((nint)name, 4, AF_INET), LookupKind.HostByAddress, "name");
            Check(gethostbyaddr(name, 4, AF_INET), LookupKind.HostByAddress, "name");
        }
    }

    [Fact]
    public void Gethostname_AllOverloads_GiveTheSameName()
    {
        byte[] array = new byte[256];
        byte* memory = stackalloc byte[256];
        var text = new StringBuilder("before");
        Assert.Equal(0, gethostname(array, array.Length) + gethostname(memory, 256) + gethostname(text, 256));
        string name = Encoding.UTF8.GetString(array, 0, Array.IndexOf(array, (byte)0));
        Assert.Equal((name, name), (text.ToString(), Encoding.UTF8.GetString(memory, name.Length)));
        Assert.Equal(0, gethostname((nint)memory, 256));
        Assert.Equal(SOCKET_ERROR, gethostname((StringBuilder?)null, 256));
        Assert.Equal(SOCKET_ERROR, gethostname((byte[]?)null, 256));
        Assert.Equal(SOCKET_ERROR, gethostname(text, 1));
        Assert.Equal(WSAEFAULT, WSAGetLastError());
        Assert.Equal(SOCKET_ERROR, gethostname(new byte[1], 256)); // never beyond the array
    }

    [Fact]
    public void Hooks_Static_AreThoseOfTheProvider()
    {
        BlockingHook hook = static () => 0;
        Assert.NotNull(WSASetBlockingHook(hook));
        Assert.Equal(0, WSAUnhookBlockingHook());
        Assert.NotSame(hook, WSASetBlockingHook(hook));
        Assert.Same(hook, WSASetBlockingHook(hook));
        Assert.Equal((0, SOCKET_ERROR, WSAEINVAL), (WSAIsBlocking(), WSACancelBlockingCall(), WSAGetLastError()));
        Assert.Equal(0, WSACleanup());
        Assert.Equal((SOCKET_ERROR, WSANOTINITIALISED), (WSAUnhookBlockingHook(), WSAGetLastError()));
    }

    private void Check(nint entry, LookupKind kind, string argument, string protocol = "", uint number = 0)
    {
        Assert.Equal((0, WSANO_DATA), (entry, WSAGetLastError()));
        ManualEngine.Request request = _engine.Last;
        Assert.Equal((kind, number), (request.Kind, request.Number));
        Assert.Equal(
            (argument, protocol), (Encoding.UTF8.GetString(request.Argument), Encoding.UTF8.GetString(request.Protocol)));
    }
}
