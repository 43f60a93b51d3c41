using System.Net;
using System.Net.Sockets;

namespace GetXByY.Winsock.Windows.Tests;

/// <summary>A program that has called WSAStartup. Its files are the test's, its one name server is a socket that never
/// answers.</summary>
internal sealed class WinSockProgram : IDisposable
{
    internal const uint Message = User32.WM_APP + 7;

    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("getxbyy-windows-");
    private readonly Socket _silent = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private bool _isCleanedUp;

    internal WinSockProgram()
    {
        _silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _silent.ReceiveTimeout = (int)s_long.TotalMilliseconds;
        WinSock.ResolverOptions = new NameResolverOptions
        {
            Servers = { (IPEndPoint)_silent.LocalEndPoint! },
            HostsPath = File("hosts", "192.0.2.7 www.example web\r\n"),
            ServicesPath = File("services", "http 80/tcp www\r\nhttp 80/udp\r\n"),
            ProtocolsPath = File("protocol", "tcp 6 TCP\r\n"),
        };
        Assert.Equal(0, WinSock.WSAStartup(0x0202, out _));
    }

    internal SystemWindow Window { get; } = new();

    internal NativeBlock Block { get; } = new(WinSock.MAXGETHOSTSTRUCT);

    public void Dispose()
    {
        Cleanup();
        Window.Dispose();
        Block.Dispose();
        _silent.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>The final WSACleanup, once.</summary>
    internal void Cleanup()
    {
        if (!_isCleanedUp)
        {
            Assert.Equal(0, WinSock.WSACleanup());
            _isCleanedUp = true;
        }
    }

    /// <summary>Starts a request that ends at once.</summary>
    internal nint StartProtocol() => StartProtocol(Window.Handle);

    internal nint StartProtocol(nint window)
    {
        nint handle = WinSock.WSAAsyncGetProtoByNumber(window, Message, 6, Block.Address, Block.Length);
        Assert.NotEqual(0, handle);
        return handle;
    }

    /// <summary>Starts a request that goes on until it is cancelled, and waits until it is in flight.</summary>
    internal nint StartEndless()
    {
        nint handle = WinSock.WSAAsyncGetHostByName(Window.Handle, Message, "slow.example.", Block.Address, Block.Length);
        Assert.NotEqual(0, handle);
        Assert.True(_silent.Receive(new byte[512]) > 12);
        return handle;
    }

    /// <summary>Waits until the buffer was written to.</summary>
    internal void AwaitWrite() => Assert.True(SpinWait.SpinUntil(() => !Block.IsUntouched, s_long));

    /// <summary>0, or the error with a minus.</summary>
    internal static int Cancel(nint handle) =>
        WinSock.WSACancelAsyncRequest(handle) == 0 ? 0 : -WinSock.WSAGetLastError();

    /// <summary>The next message of the window, which must be the completion of a request.</summary>
    internal nint Get(nint handle)
    {
        Assert.NotEqual(0, handle);
        User32.MSG message = Window.Get();
        Assert.Equal((Window.Handle, Message, (nuint)handle), (message.Window, message.Message, message.WParam));
        return message.LParam;
    }

    private string File(string name, string content)
    {
        string path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }
}
