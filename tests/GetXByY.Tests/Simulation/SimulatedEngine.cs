using GetXByY.Configuration;
using GetXByY.Dns.Resolution;
using GetXByY.Engine;
using GetXByY.Lookups;

namespace GetXByY.Tests.Simulation;

/// <summary>The real engine over a virtual network and a clock that the test moves; the test pumps it.</summary>
internal sealed class SimulatedEngine : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("getxbyy");
    private readonly EngineClock _clock;
    private readonly ConfigurationChoices _choices;

    internal SimulatedEngine(
        string resolvConf = "nameserver 192.0.2.1\n", string hosts = "", string nsSwitch = "hosts: files dns\n",
        int capacity = 1024, bool mixCase = false, ResolverEnvironment? environment = null, double hedging = 0.05,
        EngineWorld? world = null, Action<NameResolverOptions>? configure = null)
    {
        var options = new NameResolverOptions
        {
            MixLetterCase = mixCase,
            ResolvConfPath = Write("resolv.conf", resolvConf),
            HostsPath = Write("hosts", hosts),
            NsSwitchPath = Write("nsswitch.conf", nsSwitch),
            GaiConfPath = "",
            ServicesPath = Write("services", "http 80/tcp www\nhttp 80/udp\n"),
            ProtocolsPath = Write("protocols", "tcp 6 TCP\n"),
            HedgingBudget = hedging,
        };
        configure?.Invoke(options);
        _choices = new ConfigurationChoices(options);
        var tables = EngineTables.Load(_choices, environment);
        Network = new VirtualNetwork(tables.Configuration.Servers);
        _clock = new EngineClock(Time);
        Engine = new LookupEngine(capacity, tables, Network, new RandomSource(), _clock, state => Roused.Enqueue(state),
            world ?? EngineWorld.Real);
    }

    internal ManualTime Time { get; } = new();

    internal VirtualNetwork Network { get; }

    internal LookupEngine Engine { get; }

    /// <summary>What the pump would have been told.</summary>
    internal System.Collections.Concurrent.ConcurrentQueue<PumpDuty> Roused { get; } = new();

    internal uint Now => _clock.Now;

    /// <summary>Puts other files into place, as if they had been written and read.</summary>
    internal void Change(string? resolvConf = null, string? hosts = null, string? nsSwitch = null)
    {
        if (resolvConf is not null)
            Write("resolv.conf", resolvConf);
        if (hosts is not null)
            Write("hosts", hosts);
        if (nsSwitch is not null)
            Write("nsswitch.conf", nsSwitch);
        Engine.Tables = EngineTables.Load(_choices);
        Network.Know(Engine.Tables.Configuration.Servers);
    }

    /// <summary>Pumps until there is nothing more to do at once.</summary>
    internal void Pump()
    {
        while (Engine.Turn(Now))
        {
        }
    }

    /// <summary>Lets time pass in small steps, as a pump would sleep.</summary>
    internal void Pass(TimeSpan time)
    {
        for (TimeSpan passed = default; passed < time; passed += TimeSpan.FromMilliseconds(10))
        {
            Time.Advance(TimeSpan.FromMilliseconds(10));
            Pump();
        }
    }

    /// <summary>The next message that was sent; fails when there is none.</summary>
    internal SentMessage NextSent()
    {
        Pump();
        Assert.True(Network.Sent.TryDequeue(out SentMessage? message), "nothing was sent");
        return message;
    }

    /// <summary>Lets a message come in on a channel.</summary>
    internal void Receive(int channel, byte[] message)
    {
        Engine.Resolvers.OnMessage(channel, message, Now);
        Pump();
    }

    /// <summary>Answers a message.</summary>
    internal void Answer(SentMessage query, Func<Reply, Reply>? build = null, int rcode = 0) =>
        Receive(query.Channel, (build ?? (r => r))(new Reply(query, rcode)).Bytes);

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }
}
