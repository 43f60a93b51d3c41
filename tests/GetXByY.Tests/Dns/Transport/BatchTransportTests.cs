using System.Net;
using System.Net.Sockets;
using GetXByY.Dns.Resolution;
using GetXByY.Dns.Transport;
using GetXByY.Tests.RealServers;

namespace GetXByY.Tests.Dns.Transport;

/// <summary>What becomes of datagrams that are gathered and not sent yet, and what only Linux tells.</summary>
public sealed class BatchTransportTests : IDisposable
{
    private static readonly byte[] s_message = [0, 1, 2, 3];

    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public BatchTransportTests() => _server.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    private IPEndPoint EndPoint => (IPEndPoint)_server.LocalEndPoint!;

    public void Dispose() => _server.Dispose();

    [Fact]
    public void IsSupported_Here_IsLinux()
    {
        if (!OperatingSystem.IsLinux())
            Assert.False(BatchTransport.IsSupported);
        else
            Assert.SkipUnless(BatchTransport.IsSupported, "Somebody forbids the calls.");
    }

    [Fact]
    public void ReceiveBuffer_Wanted_IsWhatTheSystemGives()
    {
        using BatchTransport driver = ResolverOverDriver.OpenBatch(receiveBuffer: 106_496);
        // Linux doubles it.
        Assert.Equal(212_992, driver.ReceiveBuffer);
    }

    [Fact]
    public async Task Receive_ManyAnswersAndASmallBuffer_LosesNone()
    {
        // What the server loses, because its thread has to wait for a processor, is not the question here.
        _server.ReceiveBufferSize = 1 << 22;
        _server.ReceiveTimeout = 2_000;
        for (int tries = 5; tries > 0 && !await TryLoseNoneAsync(20_000); tries--)
        {
        }
    }

    // False when the server has not heard all.
    private async Task<bool> TryLoseNoneAsync(int names)
    {
        using var driver = new ResolverOverDriver(
            ResolverOverDriver.OpenBatch(receiveBuffer: 106_496), EndPoint, attemptTimeout: 4_000);
        Task<bool> answering = Task.Run(() => TryAnswerAll(names));
        for (int i = 0; i < names; i++)
            driver.Start(i);
        driver.PumpUntil(() => driver.Ended.Count == names);
        if (!await answering)
            return false;
        Assert.All(driver.Ended, outcome => Assert.Equal(QueryOutcome.NoData, outcome));
        driver.Driver.Dispose();
        Assert.Equal((0, names), (driver.Driver.Overflow, driver.Counts.Sent));
        return true;
    }

    [Fact]
    public void Send_BeforeTheFlush_StaysBehind()
    {
        using IDriver driver = Open();
        driver.TryOpenDatagram(0, EndPoint);
        Assert.Equal(SendOutcome.Sent, driver.Send(0, s_message));
        Assert.Equal(0, _server.Available);
        driver.Flush();
        Assert.Equal(s_message, Receive());
        driver.Flush();
        Assert.Equal(0, _server.Available);
    }

    [Fact]
    public void Close_WithUnsentMessages_DropsThemAndNoOthers()
    {
        using IDriver driver = Open();
        driver.TryOpenDatagram(0, EndPoint);
        driver.TryOpenDatagram(1, EndPoint);
        driver.Send(0, [1, 1]);
        driver.Send(1, [2, 2]);
        driver.Send(0, [1, 1]);
        driver.Close(0);
        driver.TryOpenDatagram(0, EndPoint);
        driver.Send(0, [3, 3]);
        driver.Flush();
        Assert.Equal(["0202", "0303"], new[] { Receive(), Receive() }.Select(Convert.ToHexString).Order());
        Assert.Equal(0, _server.Available);
    }

    // More than there is room for, in their number or their octets: what came first goes out first.
    [Theory]
    [InlineData(OutgoingBatch.Most + 44, 4)]
    [InlineData(100, 1200)]
    public void Send_MoreThanThereIsRoomFor_SendsThemInTheirOrder(int count, int length)
    {
        _server.ReceiveBufferSize = 1 << 20;
        using IDriver driver = Open();
        driver.TryOpenDatagram(0, EndPoint);
        for (int i = 0; i < count; i++)
        {
            byte[] message = new byte[length];
            (message[0], message[1]) = ((byte)(i >> 8), (byte)i);
            Assert.Equal(SendOutcome.Sent, driver.Send(0, message));
        }
        driver.Flush();
        for (int i = 0; i < count; i++)
        {
            byte[] message = Receive();
            Assert.Equal((length, i), (message.Length, (message[0] << 8) | message[1]));
        }
    }

    [Fact]
    public void Flush_ManyChannels_SendsEachItsOwn()
    {
        using IDriver driver = Open();
        for (int channel = 0; channel < 10; channel++)
            driver.TryOpenDatagram(channel, EndPoint);
        for (int i = 0; i < 50; i++)
            driver.Send(i % 10, [(byte)(i % 10), (byte)i]);
        driver.Flush();
        var senders = new Dictionary<int, EndPoint>();
        for (int i = 0; i < 50; i++)
        {
            byte[] message = Receive(out EndPoint sender);
            Assert.Equal(senders.GetValueOrDefault(message[0], sender), sender);
            senders[message[0]] = sender;
        }
        Assert.Equal(10, senders.Values.Distinct().Count());
    }

    [Fact]
    public void Overflow_MoreThanTheReceiveBufferHolds_IsCounted()
    {
        using var driver = (BatchTransport)Open();
        driver.TryOpenDatagram(0, EndPoint);
        driver.OnShared(0);
        driver.Send(0, s_message);
        driver.Flush();
        Receive(out EndPoint sender);
        byte[] answer = new byte[8000];
        for (int i = 0; i < 2000; i++)
            _server.SendTo(answer, sender);
        Assert.Equal(0, driver.Overflow);
        driver.Close(0);
        Assert.InRange(driver.Overflow, 1, 2000);
    }

    [Fact]
    public void OnShared_SocketOfOneQuery_HoldsAsMuchAsWanted()
    {
        byte[] answer = new byte[8000];
        int[] held = [CountHeld(isShared: false), CountHeld(isShared: true)];
        Assert.True(held[1] > 2 * held[0], $"{held[0]} and {held[1]}");

        int CountHeld(bool isShared)
        {
            using BatchTransport driver = ResolverOverDriver.OpenBatch(receiveBuffer: 1 << 20);
            Assert.SkipUnless(driver.ReceiveBuffer >= 1 << 20, "The system allows less.");
            driver.TryOpenDatagram(0, EndPoint);
            if (isShared)
                driver.OnShared(0);
            driver.Send(0, s_message);
            driver.Flush();
            Receive(out EndPoint sender);
            for (int i = 0; i < 1000; i++)
                _server.SendTo(answer, sender);
            driver.OnShared(0);
            driver.Close(0);
            return 1000 - (int)driver.Overflow;
        }
    }

    // Some stand beside epoll, the others in it, and they change places when they are shared or closed.
    [Fact]
    public void Deliver_ManyOnSocketsOfTheirOwnAndSomeStopped_AnswersTheOthers()
    {
        using var run = new ResolverOverDriver(Open(), EndPoint);
        int[] queries = [.. Enumerable.Range(0, 30).Select(run.Start)];
        run.Flush();
        var questions = queries.Select(_ => (Message: Receive(out EndPoint sender), Sender: sender)).ToList();
        for (int i = 0; i < 30; i += 3)
            run.Stop(queries[i]);
        foreach ((byte[] message, EndPoint sender) in questions)
        {
            (message[2], message[3]) = (0x81, 0x80);
            _server.SendTo(message, sender);
        }
        run.PumpUntil(() => run.Ended.Count == 20);
        Assert.Equal((0, 30, 20), (run.Outstanding, run.Counts.Sent, run.Counts.Answered));
    }

    // 150 leave at once, on two sockets 64; while more than 256 are outstanding what is answered is expected.
    [Fact]
    public void Deliver_ManyAnswersOnASocket_ExpectsThem()
    {
        using var run = new ResolverOverDriver(Open(), EndPoint);
        for (int i = 0; i < 400; i++)
            run.Start(i);
        run.Flush();
        Assert.True(TryAnswerAll((int)run.Counts.Sent));
        run.Expected.Clear();
        for (int laps = 0; run.Ended.Count < run.Counts.Sent; laps++)
        {
            Assert.True(laps < 1000, "an answer is missing");
            run.Wait();
            run.Deliver();
        }
        Assert.InRange(run.Expected.Count, 2, run.Ended.Count);
    }

    [Fact]
    public void Close_AnswerThatComesLate_IsNotTakenForTheNextOfItsChannel()
    {
        using var run = new ResolverOverDriver(Open(), EndPoint);
        int query = run.Start(0);
        run.Flush();
        byte[] answer = Receive(out EndPoint sender);
        (answer[2], answer[3]) = (0x81, 0x80);
        run.Stop(query);
        _server.SendTo(answer, sender);
        run.Start(0);
        run.Flush();
        answer = Receive(out EndPoint next);
        Assert.NotEqual(sender, next);
        run.Driver.Wait(0);
        run.Deliver();
        Assert.Empty(run.Ended);
        (answer[2], answer[3]) = (0x81, 0x80);
        _server.SendTo(answer, next);
        run.PumpUntil(() => run.Ended.Count == 1);
        Assert.Equal(0, run.Outstanding);
    }

    [Fact]
    public void Wait_SocketsOfQueriesThatAreOver_AreClosed()
    {
        using var driver = Open();
        for (int i = 0; i < 5; i++)
        {
            driver.TryOpenDatagram(0, EndPoint);
            driver.Wait(1);
            driver.Close(0);
        }
        driver.Wait(2 * DatagramSockets.SpareMilliseconds);
        Assert.Empty(OpenSockets.To(EndPoint));
    }

    [Fact]
    public void Dispose_SocketsThatAreOpenOrAboutToBeClosed_LeavesNone()
    {
        using var driver = Open();
        for (int i = 0; i < 5; i++)
        {
            driver.TryOpenDatagram(i, EndPoint);
            driver.Wait(1);
        }
        driver.Close(0);
        Assert.InRange(OpenSockets.To(EndPoint).Count, 5, 7);
        driver.Dispose();
        Assert.Empty(OpenSockets.To(EndPoint));
    }

    // Loopback always has room; behind a line that is slow the system's own buffer fills.
    [Fact]
    public void Flush_NoRoom_GivesTheQueryBackAndSendsItAgainLater()
    {
        using NetworkNamespace network = NetworkNamespace.Make();
        network.SetRate(8000);
        network.Run(() =>
        {
            using var server = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            server.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            using var run = new ResolverOverDriver(Open(), (IPEndPoint)server.LocalEndPoint!);
            int attempts = 0;
            run.Attempting = () =>
            {
                // In front of the query, on its own socket, of which the system holds 212,992 octets.
                int channel = Enumerable.Range(0, Channels.CountFor(1)).First(c => run.Driver.LocalAddressOf(c) is not null);
                for (int i = 0; attempts == 0 && i < 200; i++)
                    run.Driver.Send(channel, new byte[1400]);
                attempts++;
            };
            run.Start(0);
            run.Flush();
            Assert.Equal(1, attempts);
            run.PumpUntil(() => attempts == 2);
            Assert.Equal((1, 0), (run.Outstanding, run.ServerCounts.Unreachable));
            return true;
        });
    }

    private static IDriver Open() => ResolverOverDriver.Open(isBatch: true);

    private byte[] Receive() => Receive(out _);

    private byte[] Receive(out EndPoint sender)
    {
        Assert.True(_server.Poll(TimeSpan.FromSeconds(30), SelectMode.SelectRead), "nothing came");
        byte[] message = new byte[ushort.MaxValue];
        sender = new IPEndPoint(IPAddress.Any, 0);
        int length = _server.ReceiveFrom(message, ref sender);
        return message[..length];
    }

    // Nothing is at any name.
    private bool TryAnswerAll(int count)
    {
        byte[] message = new byte[1232];
        try
        {
            for (EndPoint sender = new IPEndPoint(IPAddress.Any, 0); count > 0; count--)
            {
                int length = _server.ReceiveFrom(message, ref sender);
                (message[2], message[3]) = (0x81, 0x80);
                _server.SendTo(message, length, SocketFlags.None, sender);
            }
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.TimedOut)
        {
            return false;
        }
    }
}
