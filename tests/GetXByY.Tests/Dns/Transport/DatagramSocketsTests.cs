using System.Net;
using System.Net.Sockets;
using GetXByY.Dns.Resolution;
using GetXByY.Dns.Transport;

namespace GetXByY.Tests.Dns.Transport;

/// <summary>When Linux's UDP sockets are opened ahead, and when they are closed.</summary>
public sealed class DatagramSocketsTests : IDisposable
{
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly Socket _otherServer = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly DatagramSockets _sockets;
    private readonly List<int> _open = [];
    private long _now = 1_000;

    public DatagramSocketsTests()
    {
        Assert.SkipUnless(BatchTransport.IsSupported, "Linux has these calls, where nobody forbids them.");
        _server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _otherServer.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _sockets = new DatagramSockets(new RandomSource(), () => _now);
    }

    private IPEndPoint EndPoint => (IPEndPoint)_server.LocalEndPoint!;

    private IPEndPoint OtherEndPoint => (IPEndPoint)_otherServer.LocalEndPoint!;

    private List<int> Ports => OpenSockets.To(EndPoint);

    public void Dispose()
    {
        _open.ForEach(_sockets.Close);
        _sockets.CloseLaidAside();
        _sockets.CloseSpares();
        _server.Dispose();
        _otherServer.Dispose();
    }

    [Theory]
    [InlineData(DatagramSockets.SpareMilliseconds, 1)]
    [InlineData(DatagramSockets.SpareMilliseconds + 1, 0)]
    public void BeforeSleep_OneSoonAfterTheOther_OpensTheNextAhead(int apart, int spares)
    {
        Open();
        _sockets.BeforeSleep();
        Assert.Single(Ports);
        _now += apart;
        Open();
        _sockets.BeforeSleep();
        Assert.Equal((2 + spares, spares > 0), (Ports.Count, _sockets.HasSpares));
    }

    // A, AAAA; A, AAAA. But no more than these.
    [Theory]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    public void BeforeSleep_SeveralAtATime_OpensAsManyAhead(int together, int spares)
    {
        Open(together);
        _sockets.BeforeSleep();
        Open(together);
        _sockets.BeforeSleep();
        Assert.Equal(2 * together + spares, Ports.Count);
        Open(together);
        Assert.Equal((3 * together, false), (Ports.Count, _sockets.HasSpares));
    }

    [Fact]
    public void BeforeSleep_NothingOpenedSince_OpensNothing()
    {
        OpenSpare();
        _sockets.CloseSpares();
        _sockets.BeforeSleep();
        Assert.Equal((2, false), (Ports.Count, _sockets.HasSpares));
    }

    [Fact]
    public void Open_Spare_IsTakenOnceAndSendsFromAPortOfItsOwn()
    {
        int spare = OpenSpare();
        Open();
        Assert.Equal((3, false), (Ports.Count, _sockets.HasSpares));
        Assert.Equal(spare, PortOf(_open[^1]));
        Open();
        Assert.Equal(4, Ports.Distinct().Count());
    }

    [Fact]
    public void Open_SomethingHasComeToTheSpare_TakesAnother()
    {
        int spare = OpenSpare();
        _server.SendTo([1, 2, 3], new IPEndPoint(IPAddress.Loopback, spare));
        Open();
        Assert.NotEqual(spare, PortOf(_open[^1]));
        _sockets.CloseLaidAside();
        Assert.DoesNotContain(spare, Ports);
    }

    [Fact]
    public void Open_SpareIsOld_TakesAnother()
    {
        int spare = OpenSpare();
        _now += DatagramSockets.SpareMilliseconds + 1;
        Open();
        Assert.NotEqual(spare, PortOf(_open[^1]));
        _sockets.CloseLaidAside();
        Assert.DoesNotContain(spare, Ports);
    }

    [Fact]
    public void BeforeSleep_SpareIsOld_ClosesIt()
    {
        int spare = OpenSpare();
        _now += DatagramSockets.SpareMilliseconds;
        _sockets.BeforeSleep();
        Assert.Contains(spare, Ports);
        _now++;
        _sockets.BeforeSleep();
        Assert.Equal((2, false), (Ports.Count, _sockets.HasSpares));
    }

    [Fact]
    public void Open_OtherServer_ClosesTheSpareOfTheFirst()
    {
        int spare = OpenSpare();
        _open.Add(_sockets.Open(OtherEndPoint));
        Assert.DoesNotContain(spare, Ports);
        Assert.Single(OpenSockets.To(OtherEndPoint));
    }

    [Fact]
    public void Close_Socket_StaysOpenUntilTheNextSleep()
    {
        Open();
        CloseAll();
        Assert.Single(Ports);
        _sockets.BeforeSleep();
        Assert.Empty(Ports);
    }

    // A pump that is busy for long sleeps late, and the process may have few.
    [Fact]
    public void Close_Many_LeavesFewOpen()
    {
        Open(100);
        CloseAll();
        Assert.InRange(Ports.Count, 1, 16);
    }

    [Fact]
    public void Open_NoWayToTheServer_IsNone()
    {
        Open();
        CloseAll();
        // Whoever does not say that they mean everybody may not.
        Assert.Equal(LinuxDatagrams.None, _sockets.Open(new IPEndPoint(IPAddress.Broadcast, 53)));
        Assert.Empty(Ports);
    }

    private void Open(int count = 1)
    {
        for (int i = 0; i < count; i++)
        {
            int socket = _sockets.Open(EndPoint);
            Assert.NotEqual(LinuxDatagrams.None, socket);
            _open.Add(socket);
        }
    }

    private void CloseAll()
    {
        _open.ForEach(_sockets.Close);
        _open.Clear();
    }

    /// <returns>The port of the spare, beside two that were opened.</returns>
    private int OpenSpare()
    {
        Open();
        _sockets.BeforeSleep();
        Open();
        List<int> before = Ports;
        _sockets.BeforeSleep();
        return Assert.Single(Ports.Except(before));
    }

    private static int PortOf(int descriptor)
    {
        using var socket = new Socket(new SafeSocketHandle(descriptor, ownsHandle: false));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
