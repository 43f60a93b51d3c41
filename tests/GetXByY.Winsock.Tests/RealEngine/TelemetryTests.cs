using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;

namespace GetXByY.Winsock.Tests;

/// <summary>Who listens to the library's meter hears the requests of old programs too, each once.</summary>
[Collection(nameof(OneListener))]
public sealed class TelemetryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("getxbyy-winsock-");
    private readonly Socket _silent = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly WinSockProvider _provider;
    private readonly MessageWindow _window = MessageWindow.Create();
    private readonly NativeBlock _block = new(WinSock.MAXGETHOSTSTRUCT);
    private readonly MeterListener _listener = new();
    private readonly BlockingCollection<string> _ends = [];
    private int _starts;

    public TelemetryTests()
    {
        _silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _provider = new WinSockProvider(new NameResolverOptions
        {
            Servers = { (IPEndPoint)_silent.LocalEndPoint! },
            ResolvConfPath = File("resolv.conf", ""),
            NsSwitchPath = File("nsswitch.conf", "hosts: files dns\n"),
            HostsPath = File("hosts", "192.0.2.7 www.example web\n"),
            ServicesPath = File("services", "http 80/tcp www\n"),
            ProtocolsPath = File("protocols", "tcp 6 TCP\n"),
        });
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is Counter<long> { Meter.Name: "GetXByY" })
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>(Hear);
        _listener.Start();
        Startup();
    }

    private ReplyTarget Target => ReplyTarget.To(_window.Handle, 77, _block.Address, _block.Length);

    public void Dispose()
    {
        _listener.Dispose();
        _provider.Cleanup();
        _window.Dispose();
        _block.Dispose();
        _silent.Dispose();
        _ends.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Request_Posted_IsFound()
    {
        Assert.NotEqual(0, _provider.GetProtoByName(new Utf8Text("tcp", default), Target));
        AssertEnds("protocols found");
    }

    // Pinned, so another face.
    [Fact]
    public void Request_IntoAnArray_IsFailed()
    {
        byte[] array = new byte[200];
        var target = ReplyTarget.To(_window.Handle, 77, array, array.Length);
        Assert.NotEqual(0, _provider.GetServByName(new Utf8Text("none", default), new Utf8Text(null, default), target));
        AssertEnds("services failed");
    }

    [Fact]
    public void Request_NullName_IsFailedInItsDatabase()
    {
        Assert.NotEqual(0, _provider.GetHostByName(new Utf8Text(null, default), Target));
        AssertEnds("hosts failed");
    }

    // Winsock acknowledges no cancel; who listens is told all the same.
    [Fact]
    public void Request_Cancelled_IsCancelledOnce()
    {
        nint handle = StartSilent();
        Assert.Equal(0, _provider.CancelAsyncRequest(handle));
        AssertEnds("hosts cancelled");
        Assert.NotEqual(0, _provider.CancelAsyncRequest(handle));
        Assert.NotEqual(0, _provider.GetProtoByName(new Utf8Text("tcp", default), Target));
        AssertEnds("protocols found");
        Assert.Equal(2, Volatile.Read(ref _starts));
        Assert.Empty(_ends);
    }

    [Fact]
    public void Request_CleanedUp_IsCancelled()
    {
        StartSilent();
        Assert.Equal(0, _provider.Cleanup());
        AssertEnds("hosts cancelled");
        Startup();
    }

    // It ends on the engine's thread, but is told elsewhere.
    [Fact]
    public void BlockingCall_Answered_IsFoundAndToldOnThePool()
    {
        Utf8Text name = new("web", stackalloc byte[Utf8Text.Room]);
        Assert.Equal(0, _provider.Await(RequestArguments.HostByName(name), out _));
        AssertEnds("hosts found");
    }

    private nint StartSilent()
    {
        nint handle = _provider.GetHostByName(new Utf8Text("slow.example", stackalloc byte[Utf8Text.Room]), Target);
        Assert.NotEqual(0, handle);
        return handle;
    }

    private void AssertEnds(string end)
    {
        Assert.True(_ends.TryTake(out string? heard, TimeSpan.FromSeconds(30)), "no end was told");
        Assert.Equal($"{end} on the pool", heard);
    }

    private void Hear(
        Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (tags.Length == 1)
            Interlocked.Add(ref _starts, (int)value);
        else
            _ends.Add($"{tags[0].Value} {tags[1].Value} {(Thread.CurrentThread.IsThreadPoolThread ? "on the pool" : "elsewhere")}");
    }

    private unsafe void Startup()
    {
        WSADATA data;
        Assert.Equal(0, _provider.Startup(0x0202, (byte*)&data));
    }

    private string File(string name, string content)
    {
        string path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, content);
        return path;
    }
}
