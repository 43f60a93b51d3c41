using GetXByY.Testing;
using GetXByY.Winsock;

namespace GetXByY.Stress;

/// <summary>The whole path: real sockets to a name server in this process, both faces with their public members, the
/// pump, the pool, several cancelling threads, and threads that take messages.</summary>
internal sealed class WholeProgram
{
    private const int Requests = 32;
    private const int Cancellers = 2;
    private const uint FirstMessage = 0x0400;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly StressTally _tally;
    private readonly NameResolver _resolver;
    private readonly WatchedRequestEngine _session;
    private readonly WindowRequest[] _windows = new WindowRequest[Requests];
    private readonly WholeRequest[] _all = new WholeRequest[2 * Requests];

    private WholeProgram(NameResolverOptions options, StressTally tally)
    {
        _tally = tally;
        _resolver = new NameResolver(options);
        _session = new WatchedRequestEngine(new NameResolver(options));
        WinSock.Provider = new WinSockProvider(open: _ => _session);
        for (int i = 0; i < Requests; i++)
        {
            _windows[i] = new WindowRequest(_session.Resolver.Engine, tally, FirstMessage + (uint)i);
            _all[2 * i] = _windows[i];
            _all[2 * i + 1] = new TaskRequest(tally, _resolver);
        }
    }

    internal static void Run(double seconds, ulong seed, StressTally tally)
    {
        var server = LoopbackNameServer.Start(new LoopbackNameServerOptions { RecordedQueries = 0 });
        server.Add(WholeRequest.KnownHost, "192.0.2.1", "2001:db8::1");
        var options = new NameResolverOptions
        {
            Servers = { server.EndPoint },
            // Few, so that cells and handles' slots are used again and again.
            MaxOutstanding = 1_024,
            ResolvConfPath = "",
            NsSwitchPath = "",
            HostsPath = "",
            ServicesPath = "",
            ProtocolsPath = "",
        };
        Hand.IsLending = true;
        new WholeProgram(options, tally).Run(new StressClock(seconds), seed);
        Hand.IsLending = false;
        if (!server.DisposeAsync().AsTask().Wait(s_patience))
            tally.Violate("the name server does not end");
    }

    private void Run(StressClock clock, ulong seed)
    {
        if (WinSock.WSAStartup(0x0202, out _) != 0)
            _tally.Violate("the startup failed");
        var loop = new MessageThread(OnMessage);
        MessageWindow delivering = MessageWindow.CreateDelivering(OnMessage);
        for (int i = 0; i < Requests; i++)
            _windows[i].Use(i % 2 == 0 ? loop.Window : delivering.Handle);

        var wave = new Wave(_all, _tally, clock);
        List<Thread> threads = [new(() => wave.Start(Hand.Take(seed), Cancellers)) { Name = "stress start" }];
        for (int i = 1; i <= Cancellers; i++)
        {
            ulong own = seed + (ulong)i;
            threads.Add(new(() => wave.Cancel(Hand.Take(own))) { Name = "stress cancel" });
        }
        foreach (Thread thread in threads)
        {
            thread.IsBackground = true;
            thread.Start();
        }
        // The starter first: the others end after it.
        foreach (Thread thread in threads)
            Join(thread, clock.Left + s_patience);
        loop.End();
        Join(loop.Thread, s_patience);
        delivering.Destroy();
        Close();
    }

    private void OnMessage(WindowMessage message) => _windows[message.Id - FirstMessage].OnMessage(message);

    private void Join(Thread thread, TimeSpan patience)
    {
        if (!thread.Join(patience))
            _tally.Violate($"the thread '{thread.Name}' does not end");
    }

    private void Close()
    {
        if (WinSock.WSACleanup() != 0)
            _tally.Violate("the cleanup failed");
        foreach (NameResolver resolver in (NameResolver[])[_resolver, _session.Resolver])
        {
            if (!resolver.DisposeAsync().AsTask().Wait(s_patience))
                _tally.Violate("a resolver does not end");
        }
        EngineRest.Check(_resolver.Engine, _tally);
        EngineRest.Check(_session.Resolver.Engine, _tally);
        Array.ForEach(_windows, static w => w.Free());
    }
}
