using System.Net;
using System.Net.Sockets;
using GetXByY.Dns.Resolution;
using GetXByY.Dns.Transport;
using GetXByY.Engine;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>The pump leaves when there is nothing more to do, and then nobody closes what it has left open.</summary>
public sealed class LeavingPumpTests
{
    [Fact]
    public async Task Run_ProbeIsAnsweredLateOnAConnectionThatMayStay_ClosesItBeforeItLeaves()
    {
        var world = new World();
        string path = Path.GetTempFileName();
        File.WriteAllText(path, "options use-vc timeout:10 attempts:1\n");
        var options = new NameResolverOptions
        {
            Servers = { new(IPAddress.Parse("192.0.2.1"), 53), new(IPAddress.Parse("192.0.2.2"), 53) },
            ResolvConfPath = path,
            NsSwitchPath = "",
            HostsPath = "",
            GaiConfPath = "",
            ServicesPath = "",
            ProtocolsPath = "",
            FollowChanges = false,
            TimeProvider = world.Time,
        };
        await using var resolver = new NameResolver(options, world);
        File.Delete(path);
        // The first server is silent, the second answers; then a probe goes to the first.
        ValueTask<LookupResult<HostEntry>> first = resolver.TryGetHostByNameAsync("one.test.", AddressFamily.InterNetwork);
        ValueTask<LookupResult<HostEntry>> second = default;
        world.Driver.At(2000, () => second = resolver.TryGetHostByNameAsync("two.test.", AddressFamily.InterNetwork));
        // Something wakes the pump while the connection of the probe waits for the next query.
        world.Driver.At(13_000, static () => { });
        world.RunPump();
        world.RunsAtOnce = true;
        Assert.True((await first).IsSuccess && (await second).IsSuccess);
        Assert.Equal((2, 0), (world.Driver.SentToFirst, world.Driver.Open.Count));
    }

    /// <summary>A world with one thread and a clock that moves when the pump waits.</summary>
    private sealed class World : EngineWorld
    {
        private Action? _pump;

        internal World() => Driver = new Driver(Time);

        internal ManualTime Time { get; } = new();

        internal Driver Driver { get; }

        internal bool RunsAtOnce { get; set; }

        internal void RunPump() => _pump!();

        internal override IDriver OpenDriver(int channels, RandomSource random) => Driver;

        internal override void StartThread(Action pump)
        {
            _pump = pump;
            if (RunsAtOnce)
                pump();
        }

        internal override void Queue(IThreadPoolWorkItem item) => item.Execute();
    }

    private sealed class Driver(ManualTime time) : IDriver
    {
        private readonly PriorityQueue<Action<StubResolvers, uint>, uint> _events = new();

        internal Dictionary<int, IPEndPoint> Open { get; } = [];

        internal int SentToFirst { get; private set; }

        private uint Now => (uint)time.GetElapsedTime(0).TotalMilliseconds;

        internal void At(uint milliseconds, Action what) => _events.Enqueue((_, _) => what(), milliseconds);

        public bool TryOpenDatagram(int channel, IPEndPoint server) => false;

        public void OpenStream(int channel, IPEndPoint server)
        {
            Open.Add(channel, server);
            _events.Enqueue((resolvers, now) => resolvers.OnStreamOpened(channel, now), Now);
        }

        public SendOutcome Send(int channel, ReadOnlySpan<byte> message)
        {
            var query = new SentMessage(channel, 0, true, message.ToArray());
            bool isFirst = Open[channel].Address.Equals(IPAddress.Parse("192.0.2.1"));
            if (isFirst && ++SentToFirst == 1)
                return SendOutcome.Sent;
            // RFC 7828: it keeps the connection for eight seconds.
            byte[] answer = new Reply(query).Address("192.0.2.9").Opt(0, (11, [0, 80])).Bytes;
            _events.Enqueue((resolvers, now) => resolvers.OnMessage(channel, answer, now), isFirst ? Now + 4900 : Now);
            return SendOutcome.Sent;
        }

        public void Close(int channel) => Assert.True(Open.Remove(channel));

        public void Deliver(StubResolvers resolvers, uint now)
        {
            while (_events.TryPeek(out _, out uint at) && at <= now)
                _events.Dequeue()(resolvers, now);
        }

        public void Wait(uint milliseconds)
        {
            uint wait = _events.TryPeek(out _, out uint at) ? Math.Min(milliseconds, at - Math.Min(at, Now)) : milliseconds;
            time.Advance(TimeSpan.FromMilliseconds(wait));
        }

        public void Wake()
        {
        }

        public void Dispose()
        {
        }
    }
}
