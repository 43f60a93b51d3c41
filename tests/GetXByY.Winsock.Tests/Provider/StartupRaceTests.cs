using System.Collections.Concurrent;

namespace GetXByY.Winsock.Tests;

public class StartupRaceTests() : ProviderFixture(isStarted: false)
{
    [Fact]
    public async Task Cleanup_CallsOnOtherThreads_NoneReachesTheEngineAfterwards()
    {
        for (int round = 0; round < 200; round++)
        {
            Startup();
            using var ready = new Barrier(3);
            Task[] callers = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
            {
                ready.SignalAndWait();
                nint handle;
                while ((handle = StartHost()) != 0)
                {
                    Provider.CancelAsyncRequest(handle);
                }
                Assert.Equal(WinSock.WSANOTINITIALISED, LastError.Code);
            }))];
            ready.SignalAndWait();
            Assert.Equal(0, Provider.Cleanup());
            await Task.WhenAll(callers);
            Assert.False(Engine.WasUsedAfterCancelAll);
        }
    }

    [Fact]
    public async Task Cleanup_OnManyThreadsWhileRequestsRun_TheLastOneEndsThemAll()
    {
        for (int round = 0; round < 200; round++)
        {
            Startup();
            Startup();
            Startup();
            using var ready = new Barrier(4);
            var caller = Task.Run(() =>
            {
                ready.SignalAndWait();
                nint handle;
                while ((handle = StartHost()) != 0)
                {
                    Provider.CancelAsyncRequest(handle);
                }
                Assert.Equal(WinSock.WSANOTINITIALISED, LastError.Code);
            });
            Task[] ends = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
            {
                ready.SignalAndWait();
                Assert.Equal(0, Provider.Cleanup());
            }))];
            await Task.WhenAll([caller, .. ends]);
            Assert.Equal(WinSock.SOCKET_ERROR, Provider.Cleanup());
            Assert.Equal(1, Engine.CancelAllCalls);
            Assert.False(Engine.WasUsedAfterCancelAll);
        }
    }

    [Fact]
    public async Task Startup_OnManyThreads_OneSessionStaysAndTheOthersAreClosed()
    {
        for (int round = 0; round < 200; round++)
        {
            var engines = new ConcurrentBag<ManualEngine>();
            var provider = new WinSockProvider(open: _ =>
            {
                var engine = new ManualEngine();
                engines.Add(engine);
                return engine;
            });
            using var ready = new Barrier(3);
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
            {
                ready.SignalAndWait();
                Assert.Equal(0, Startup(provider));
            })));
            Assert.Single(engines, engine => !engine.IsDisposed);
            Assert.Equal(0, provider.Cleanup());
            Assert.Equal(0, provider.Cleanup());
            Assert.Single(engines, engine => !engine.IsDisposed);
            Assert.Equal(0, provider.Cleanup());
            Assert.All(engines, engine => Assert.True(engine.IsDisposed && engine.CancelAllCalls == 1));
        }
    }
}
