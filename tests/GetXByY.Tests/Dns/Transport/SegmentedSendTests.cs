using System.Net;
using System.Net.Sockets;
using GetXByY.Dns.Resolution;
using GetXByY.Dns.Transport;
using GetXByY.Testing;
using GetXByY.Tests.RealServers;

namespace GetXByY.Tests.Dns.Transport;

/// <summary>Datagrams that leave as one message which the kernel cuts up, over real sockets.</summary>
public sealed class SegmentedSendTests : IDisposable
{
    private const int UdpLevel = 17;
    private const int GatherOption = 104;

    private readonly Socket _server = Bind();

    public SegmentedSendTests() => Assert.SkipUnless(
        BatchTransport.IsSupported && new Segmentation().IsOn, "Linux can, where nobody forbids the calls.");

    public void Dispose() => _server.Dispose();

    // Whoever asks for it (UDP_GRO) receives over loopback what was not cut up on the way, as it left.
    private static void GatherReceived(Socket server) => server.SetRawSocketOption(UdpLevel, GatherOption, BitConverter.GetBytes(1));

    private static Socket Bind()
    {
        var server = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 1 << 20 };
        server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return server;
    }

    private static BatchTransport Open(Socket server)
    {
        var driver = (BatchTransport)ResolverOverDriver.Open(isBatch: true);
        Assert.True(driver.TryOpenDatagram(0, (IPEndPoint)server.LocalEndPoint!));
        return driver;
    }

    // Each is told by its first octet and its last.
    private static byte[] Message(int number, int length)
    {
        byte[] message = new byte[length];
        message[0] = message[^1] = (byte)number;
        return message;
    }

    private static byte[] Receive(Socket server)
    {
        Assert.True(server.Poll(TimeSpan.FromSeconds(30), SelectMode.SelectRead), "nothing came");
        byte[] message = new byte[ushort.MaxValue];
        return message[..server.Receive(message)];
    }

    private static int[] ReceiveLengths(Socket server, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Receive(server).Length)];

    private int[] LengthsOf(int count) => ReceiveLengths(_server, count);

    private void Send(BatchTransport driver, params int[] lengths)
    {
        for (int i = 0; i < lengths.Length; i++)
            Assert.Equal(SendOutcome.Sent, driver.Send(0, Message(i, lengths[i])));
        driver.Flush();
    }

    [Fact]
    public void Flush_OfOneLength_LeavesAsOne()
    {
        GatherReceived(_server);
        using BatchTransport driver = Open(_server);
        Send(driver, 40, 40, 40);
        Assert.Equal([120], LengthsOf(1));
        Assert.Equal(0, _server.Available);
    }

    [Fact]
    public void Flush_OfManyLengths_LeavesEachWithTheNextIfThatIsShorter()
    {
        GatherReceived(_server);
        using BatchTransport driver = Open(_server);
        Send(driver, 33, 50, 20, 50, 31, 513);
        Assert.Equal([33, 50 + 20, 50 + 31, 513], LengthsOf(4));
        Assert.Equal(0, _server.Available);
    }

    [Theory]
    [InlineData(64, new[] { 64 * 40 })]
    [InlineData(65, new[] { 64 * 40, 40 })]
    [InlineData(200, new[] { 64 * 40, 64 * 40, 64 * 40, 8 * 40 })]
    public void Flush_MoreThanAMessageMayHave_LeavesAsSeveral(int count, int[] expected)
    {
        GatherReceived(_server);
        using BatchTransport driver = Open(_server);
        Send(driver, [.. Enumerable.Repeat(40, count)]);
        Assert.Equal(expected, LengthsOf(expected.Length));
    }

    [Fact]
    public void Flush_LongOnes_StayBelowWhatAMessageMayHave()
    {
        GatherReceived(_server);
        using BatchTransport driver = Open(_server);
        Send(driver, [.. Enumerable.Repeat(Segmentation.LongestDatagram, 70)]);
        Assert.Equal([64 * Segmentation.LongestDatagram, 6 * Segmentation.LongestDatagram], LengthsOf(2));
    }

    // With and without each of them, and all that was said arrives whole, from the one port, once.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(56)]
    public void Flush_MixedLengths_ArriveWholeAndOnce(int lengths)
    {
        using BatchTransport driver = Open(_server);
        int[] all = [.. Enumerable.Range(0, 250).Select(i => 20 + i * 31 % lengths)];
        Send(driver, all);
        var came = Enumerable.Range(0, 250).Select(_ => Receive(_server)).ToDictionary(m => m[0]);
        Assert.All(Enumerable.Range(0, 250), i => Assert.Equal(Message(i, all[i]), came[(byte)i]));
        Assert.Equal(0, _server.Available);
    }

    [Fact]
    public void SendAlone_BesideOthers_LeavesByItself()
    {
        GatherReceived(_server);
        using BatchTransport driver = Open(_server);
        driver.Send(0, Message(1, 40));
        driver.Send(0, Message(2, 41));
        driver.Send(0, Message(3, 40));
        driver.SendAlone(0, Message(4, 39));
        driver.Send(0, Message(5, 38));
        driver.Send(0, Message(6, 38));
        driver.Flush();
        Assert.Equal([40, 41 + 40, 39, 38 + 38], LengthsOf(4));
    }

    // A piece that is longer than a packet may be is refused, where the datagram alone would be sent in fragments.
    [Fact]
    public void Flush_Refused_SendsAllOfThemOneByOneAndDoesNotTryAgain()
    {
        using NetworkNamespace network = NetworkNamespace.Make();
        network.SetMtu(200);
        network.Run(() =>
        {
            using Socket server = Bind();
            using BatchTransport driver = Open(server);
            Send(driver, 50, 50, 300, 300, 300, 50);
            Assert.Equal([50, 50, 300, 300, 300, 50], ReceiveLengths(server, 6));
            GatherReceived(server);
            Send(driver, 50, 50);
            Assert.Equal([50, 50], ReceiveLengths(server, 2));
            return true;
        });
    }

    // What went out before the one that was refused is not sent again.
    [Fact]
    public void Flush_RefusedInTheMiddle_SendsEachOnce()
    {
        using NetworkNamespace network = NetworkNamespace.Make();
        network.SetMtu(200);
        network.Run(() =>
        {
            using Socket server = Bind();
            using BatchTransport driver = Open(server);
            driver.SendAlone(0, Message(9, 60));
            Send(driver, 50, 300, 300);
            Assert.Equal([60, 50, 300, 300], ReceiveLengths(server, 4));
            Assert.Equal(0, server.Available);
            return true;
        });
    }

    // All first attempts are lost that left together. That costs them time, and after a while it is not tried any more, but for a few
    // of which it seems that they were answered: two share a mark.
    [Fact]
    public async Task PumpUntil_NetworkLosesThemSilently_FindsAllAndStopsTrying()
    {
        const int Names = 4000;
        using NetworkNamespace network = NetworkNamespace.Make();
        LoopbackNameServer server = network.Run(() => LoopbackNameServer.Start());
        // One query is shorter, two are longer.
        network.SetRules($"udp dport {server.EndPoint.Port} udp length > 80 drop");
        for (int i = 0; i < Names; i++)
            server.Add($"n{i}.test", "192.0.2.1");
        network.Run(() =>
        {
            using var run = new ResolverOverDriver(
                ResolverOverDriver.Open(isBatch: true), server.EndPoint, attemptTimeout: 2000, attempts: 4);
            for (int i = 0; i < Names; i++)
                run.Start(i);
            run.PumpUntil(() => run.Ended.Count == Names);
            Assert.All(run.Ended, outcome => Assert.Equal(QueryOutcome.Found, outcome));
            Assert.InRange(run.Counts.TimedOut, Segmentation.FirstCredit, 8 * Segmentation.FirstCredit);
            return true;
        });
        await server.DisposeAsync();
    }
}
