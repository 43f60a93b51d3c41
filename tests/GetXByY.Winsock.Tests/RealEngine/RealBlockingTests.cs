using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace GetXByY.Winsock.Tests;

/// <summary>Calls that block, over the real engine and a name server that never answers.</summary>
public sealed unsafe class RealBlockingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("getxbyy-blocking-");
    private readonly Socket _silent = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly WinSockProvider _provider;

    public RealBlockingTests()
    {
        _silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _silent.ReceiveTimeout = 30_000;
        _provider = new WinSockProvider(new NameResolverOptions
        {
            Servers = { (IPEndPoint)_silent.LocalEndPoint! },
            ResolvConfPath = Write("resolv.conf", ""),
            HostsPath = Write("hosts", "192.0.2.7 www.example web\n"),
            ServicesPath = Write("services", "http 80/tcp www\n"),
            ProtocolsPath = Write("protocols", "tcp 6 TCP\n"),
        });
        WSADATA data;
        Assert.Equal(0, _provider.Startup(0x0101, (byte*)&data));
    }

    public void Dispose()
    {
        _provider.Cleanup();
        _silent.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Twins_SeveralThreads_EachHasItsOwnMemory()
    {
        var seen = new List<(nint Host, nint Again, string Name)>();
        Thread[] threads = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            nint first = GetHost("web");
            nint again = GetHost("www.example");
            lock (seen)
            {
                seen.Add((first, again, Marshal.PtrToStringUTF8((nint)((hostent*)again)->h_name)!));
            }
        }))];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());
        Assert.Equal(3, seen.Select(s => s.Host).Distinct().Count());
        Assert.All(seen, s => Assert.Equal((s.Host, "www.example"), (s.Again, s.Name)));
    }

    [Fact]
    public void CancelBlockingCall_InFlight_Interrupts()
    {
        int cancel = -1;
        _provider.SetBlockingHook(() =>
        {
            Assert.True(_silent.Receive(new byte[512]) > 12);
            cancel = _provider.CancelBlockingCall();
            return 0;
        });
        Assert.Equal((0, WinSock.WSAEINTR), (GetHost("silent.example"), LastError.Code));
        Assert.Equal(0, cancel);
    }

    [Fact]
    public void Cleanup_WhileAnotherThreadBlocks_Interrupts()
    {
        int error = 0;
        var thread = new Thread(() => error = GetHost("silent.example") == 0 ? LastError.Code : 0);
        thread.Start();
        Assert.True(_silent.Receive(new byte[512]) > 12);
        Assert.Equal(0, _provider.Cleanup());
        Assert.True(thread.Join(30_000));
        Assert.Equal(WinSock.WSAEINTR, error);
    }

    [Fact]
    public void Twins_AllDatabases_Find()
    {
        Assert.NotEqual(0, _provider.ServByName(new Utf8Text("www", default), new Utf8Text("TCP", default)));
        Assert.NotEqual(0, _provider.ServByPort(IPAddress.HostToNetworkOrder((short)80), new Utf8Text(null, default)));
        Assert.NotEqual(0, _provider.ProtoByName(new Utf8Text("TCP", default)));
        Assert.NotEqual(0, _provider.ProtoByNumber(6));
        Assert.NotEqual(0, _provider.HostByAddr([192, 0, 2, 7], isNull: false, 4, WinSock.AF_INET));
        Assert.Equal((0, WinSock.WSANO_DATA), (GetHost("2001:db8::1"), LastError.Code));
    }

    private nint GetHost(string name) => _provider.HostByName(new Utf8Text(name, stackalloc byte[Utf8Text.Room]));

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }
}
