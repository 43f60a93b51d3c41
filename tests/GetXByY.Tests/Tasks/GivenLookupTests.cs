using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using GetXByY.Tests.Telemetry;

namespace GetXByY.Tests.Tasks;

/// <summary>Look-ups that end where they are started, because their answers are kept.</summary>
[Collection(nameof(OneListener))]
public sealed class GivenLookupTests
{
    private const string Name = "host.test";

    private readonly LookupQueue<HostEntry> _queue = new();

    [Fact]
    public async Task TryStart_KeptAnswer_IsInTheQueueWhenItReturns()
    {
        await using NameResolverFixture f = await WithKept();
        Assert.True(f.Resolver.TryStartGetHostByName(Name, _queue, out uint handle, 7, AddressFamily.InterNetwork));
        Assert.True(_queue.Reader.TryRead(out LookupCompletion<HostEntry> completion));
        Assert.Equal((handle, 7, "192.0.2.7"),
            (completion.Handle, (int)completion.State, completion.Result.Entry.Addresses[0].ToString()));
        Assert.Equal(CancelOutcome.AlreadyCompleted, f.Resolver.Cancel(handle));
        Assert.False(_queue.Reader.TryRead(out _));
    }

    [Fact]
    public async Task TryStart_KeptAnswers_GiveHandlesThatDiffer()
    {
        await using NameResolverFixture f = await WithKept();
        var handles = new HashSet<uint>();
        for (int i = 0; i < 100; i++)
        {
            Assert.True(f.Resolver.TryStartGetHostByName(Name, _queue, out uint handle, 0, AddressFamily.InterNetwork));
            Assert.True(handles.Add(handle) && handle != 0);
        }
    }

    [Fact]
    public async Task TryStart_KeptAnswerAndAFullQueue_WaitsForRoomAndCanBeCancelled()
    {
        await using NameResolverFixture f = await WithKept();
        var full = new LookupQueue<HostEntry>(1);
        Assert.True(f.Resolver.TryStartGetHostByName(Name, full, out _, 1, AddressFamily.InterNetwork));
        Assert.True(f.Resolver.TryStartGetHostByName(Name, full, out uint cancelled, 2, AddressFamily.InterNetwork));
        Assert.True(f.Resolver.Cancel(cancelled) <= CancelOutcome.CancelledInFlight);
        Assert.True(f.Resolver.TryStartGetHostByName(Name, full, out _, 3, AddressFamily.InterNetwork));
        Assert.Equal(1, (await full.Reader.ReadAsync(TestContext.Current.CancellationToken)).State);
        Assert.Equal(3, (await full.Reader.ReadAsync(TestContext.Current.CancellationToken)).State);
    }

    [Fact]
    public async Task TryStart_KeptAnswer_AllocatesNothing()
    {
        await using NameResolverFixture f = await WithKept();
        long least = long.MaxValue;
        // Once a second the entry is made anew.
        for (int i = 0; i < 5; i++)
            least = Math.Min(least, Allocated(f.Resolver, 1000));
        Assert.Equal(0, least);
    }

    [Fact]
    public async Task Await_KeptAnswer_HasEndedWhenItReturns()
    {
        await using NameResolverFixture f = await WithKept();
        Assert.True(f.Resolver.GetHostByNameAsync(Name, AddressFamily.InterNetwork).IsCompletedSuccessfully);
        Assert.True(f.Resolver.TryGetHostByNameAsync(Name, AddressFamily.InterNetwork).IsCompletedSuccessfully);
        Assert.True(f.Resolver.GetHostAddressesAsync(Name, AddressFamily.InterNetwork).IsCompletedSuccessfully);
        Assert.True(f.Resolver.TryGetHostAddressesAsync(Name, AddressFamily.InterNetwork).IsCompletedSuccessfully);
        Assert.Single(f.Server.Queries);
    }

    [Fact]
    public async Task Await_KeptAnswerAndATokenThatHasFired_IsCancelled()
    {
        await using NameResolverFixture f = await WithKept();
        var fired = new CancellationToken(canceled: true);
        OperationCanceledException e = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await f.Resolver.GetHostAddressesAsync(Name, AddressFamily.InterNetwork, fired));
        Assert.Equal(fired, e.CancellationToken);
    }

    [Fact]
    public async Task Start_KeptAnswerAndADisposedResolver_Throws()
    {
        NameResolverFixture f = await WithKept();
        await f.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => f.Resolver.TryStartGetHostByName(Name, _queue, out _));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await f.Resolver.GetHostByNameAsync(Name));
    }

    [Fact]
    public async Task TakeSnapshot_KeptAnswers_AreCountedAsLookupsAndAsAnswers()
    {
        await using NameResolverFixture f = await WithKept(AddressFamily.Unspecified);
        ResolverSnapshot before = f.Resolver.TakeSnapshot();
        Assert.True(f.Resolver.TryStartGetHostByName(Name, _queue, out _));
        Assert.NotEmpty(await f.Resolver.GetHostAddressesAsync(Name));
        ResolverSnapshot after = f.Resolver.TakeSnapshot();
        Assert.Equal((2, 2, 4), (after.Started - before.Started, after.Found - before.Found, after.KeptAnswers - before.KeptAnswers));
    }

    [Fact]
    public async Task Enumerate_KeptAnswer_HasItsAddressesAtOnce()
    {
        await using NameResolverFixture f = await WithKept(AddressFamily.Unspecified);
        await using IAsyncEnumerator<IPAddress> addresses = f.Resolver.EnumerateHostAddressesAsync(Name).GetAsyncEnumerator();
        List<string> found = [];
        while (addresses.MoveNextAsync() is { IsCompletedSuccessfully: true, Result: true })
            found.Add(addresses.Current.ToString());
        Assert.Equal(["192.0.2.7", "2001:db8::7"], found.Order());
        Assert.Equal(2, f.Server.Queries.Count);
    }

    [Theory]
    [InlineData("hosts: files dns\n", "filed.test", true)]
    [InlineData("hosts: files dns\n", "FILED.test.", true)]
    [InlineData("hosts: files dns\n", "127.0.0.9", false)]
    [InlineData("hosts: files dns\n", "other.test", false)]
    [InlineData("hosts: files [SUCCESS=continue] dns\n", "filed.test", false)]
    [InlineData("hosts: dns files\n", "filed.test", false)]
    public async Task Enumerate_NameOfTheHostsFile_IsThereAtOnceWhereTheFileIsAskedFirst(string nsSwitch, string name, bool atOnce)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("getxbyy");
        try
        {
            string switchPath = Path.Combine(folder.FullName, "nsswitch.conf"), hostsPath = Path.Combine(folder.FullName, "hosts");
            await File.WriteAllTextAsync(switchPath, nsSwitch, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(hostsPath, "192.0.2.9 filed.test\n127.0.0.9 127.0.0.9\n", TestContext.Current.CancellationToken);
            await using var f = new NameResolverFixture(o => (o.NsSwitchPath, o.HostsPath) = (switchPath, hostsPath));
            f.Server.Add("filed.test", IPAddress.Parse("192.0.2.10"));
            f.Server.Add("other.test", IPAddress.Parse("192.0.2.10"));
            await using IAsyncEnumerator<IPAddress> addresses = f.Resolver.EnumerateHostAddressesAsync(name).GetAsyncEnumerator();
            // The engine's thread is not there yet, and it is some way to the end of its first turn.
            ValueTask<bool> first = addresses.MoveNextAsync();
            if (atOnce)
                Assert.True(first.IsCompletedSuccessfully);
            Assert.True(await first);
            Assert.Equal(atOnce ? "192.0.2.9" : name[0] == '1' ? name : "192.0.2.10", addresses.Current.ToString());
            while (await addresses.MoveNextAsync())
                Assert.Fail($"{name} has {addresses.Current}, too");
            Assert.Equal((1, 1), (f.Resolver.TakeSnapshot().Started, f.Resolver.TakeSnapshot().Found));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Who listens is told of a look-up on its way, and that way goes through the engine.
    [Fact]
    public async Task Await_KeptAnswerAndAListener_TellsIt()
    {
        await using NameResolverFixture f = await WithKept();
        long cached = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Name == "getxbyy.lookups.cached")
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref cached, value));
        listener.Start();
        await f.Resolver.GetHostAddressesAsync(Name, AddressFamily.InterNetwork);
        // The end is told on the pool, where others may listen for other tests.
        Assert.True(SpinWait.SpinUntil(() => Interlocked.Read(ref cached) > 0, TimeSpan.FromSeconds(20)));
    }

    private long Allocated(NameResolver resolver, int times)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < times; i++)
        {
            if (!resolver.TryStartGetHostByName(Name, _queue, out _, 0, AddressFamily.InterNetwork) || !_queue.Reader.TryRead(out _))
                return long.MaxValue;
        }
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static async Task<NameResolverFixture> WithKept(AddressFamily family = AddressFamily.InterNetwork)
    {
        var f = new NameResolverFixture(o => o.MaxCachedAnswers = 10);
        f.Server.Add(Name, IPAddress.Parse("192.0.2.7"), IPAddress.Parse("2001:db8::7"));
        await f.Resolver.GetHostByNameAsync(Name, family);
        return f;
    }
}
