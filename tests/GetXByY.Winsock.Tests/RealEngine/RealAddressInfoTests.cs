using System.Collections.Concurrent;
using System.Net;
using System.Runtime.InteropServices;
using GetXByY.Testing;

namespace GetXByY.Winsock.Tests;

/// <summary>The getaddrinfo family over the real engine and a name server on loopback.</summary>
public sealed class RealAddressInfoTests : IAsyncDisposable
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("getxbyy-addrinfo-");
    private readonly LoopbackNameServer _server = LoopbackNameServer.Start();
    private readonly WinSockProvider _provider;
    private readonly AddressInfoCall _call;

    public RealAddressInfoTests()
    {
        _server.Add("www.example", "192.0.2.1", "2001:db8::1");
        _server.AddPointer(IPAddress.Parse("192.0.2.1"), "www.example");
        _server.Behave("silent.example", ServerBehaviour.Silence);
        _provider = new WinSockProvider(new NameResolverOptions
        {
            Servers = { _server.EndPoint },
            ResolvConfPath = Write("resolv.conf", ""),
            NsSwitchPath = Write("nsswitch.conf", "hosts: files dns\n"),
            HostsPath = Write("hosts", "192.0.2.7 web\n"),
            ServicesPath = Write("services", "http 80/tcp\n"),
            ProtocolsPath = Write("protocols", ""),
        });
        Startup();
        _call = new AddressInfoCall(_provider);
    }

    public async ValueTask DisposeAsync()
    {
        _provider.Cleanup();
        _call.Dispose();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Routine_Found_HasTheResults()
    {
        using var completed = new ManualResetEventSlim();
        _call.WithRoutine(completed.Set).Start("www.example", "http");
        Assert.True(completed.Wait(s_long));
        Assert.Equal([0], _call.Completions);
        Assert.Equal(["192.0.2.1:80 1 0", "[2001:db8::1]:80 1 0"], _call.Take());
    }

    [Theory]
    [InlineData("web", 0)]
    [InlineData("192.0.2.9", 0)]
    [InlineData("localhost", 0)]
    [InlineData("", 0)]
    [InlineData(null, 0)]
    [InlineData("nothing.example", WinSock.WSAHOST_NOT_FOUND)]
    [InlineData("a..b", WinSock.WSAHOST_NOT_FOUND)]
    public unsafe void Event_Completed_IsSetAndTheOutcomeFinal(string? name, int outcome)
    {
        using var completed = new EventWaitHandle(false, EventResetMode.ManualReset);
        _call.Overlapped.hEvent = completed.SafeWaitHandle.DangerousGetHandle();
        Assert.Equal(WinSock.WSA_IO_PENDING, _call.Start(name, "80"));
        Assert.True(completed.WaitOne(s_long));
        Assert.Equal(outcome, _call.Outcome());
        Assert.Equal(outcome == 0, _call.Take().Length > 0);
        Assert.Equal(_call.ResultAddress, (nint)_call.Overlapped.Pointer);
    }

    [Fact]
    public void Timeout_SilentServer_IsTryAgainAndThenNoHandle()
    {
        using var completed = new ManualResetEventSlim();
        _call.Timeout = new timeval { tv_usec = 20_000 };
        _call.WithRoutine(completed.Set).Start("silent.example");
        Assert.True(completed.Wait(s_long));
        Assert.Equal([WinSock.WSATRY_AGAIN], _call.Completions);
        Assert.Equal(WinSock.WSA_INVALID_HANDLE, _call.Cancel());
    }

    [Fact]
    public async Task Cancel_InFlight_CompletesAtOnce()
    {
        using var completed = new ManualResetEventSlim();
        _call.WithRoutine(completed.Set).Start("silent.example");
        await _server.WaitForQueriesAsync(1);
        Assert.Equal(0, _call.Cancel());
        Assert.True(completed.Wait(s_long));
        Assert.Equal([WinSock.WSA_E_CANCELLED], _call.Completions);
        Assert.Equal(WinSock.WSA_INVALID_HANDLE, _call.Cancel());
    }

    [Fact]
    public void Cancel_HoldingALockThatTheRoutineWants_DoesNotWait()
    {
        var wanted = new Lock();
        using var isInside = new ManualResetEventSlim();
        using var completed = new ManualResetEventSlim();
        _call.WithRoutine(() =>
        {
            isInside.Set();
            lock (wanted)
            {
                completed.Set();
            }
        });
        int cancel = -1;
        var canceller = new Thread(() =>
        {
            lock (wanted)
            {
                _call.Start("web");
                isInside.Wait(s_long);
                cancel = _call.Cancel();
            }
        });
        canceller.Start();
        Assert.True(canceller.Join(s_long));
        Assert.Equal(WinSock.WSA_INVALID_HANDLE, cancel);
        Assert.True(completed.Wait(s_long));
        _call.Take();
    }

    [Fact]
    public void Cancel_FromInsideARoutine_OfItselfAndOfAnother()
    {
        using var completed = new CountdownEvent(2);
        using var other = new AddressInfoCall(_provider);
        other.WithRoutine(() => completed.Signal()).Start("silent.example");
        (int Own, int Others) inside = default;
        _call.WithRoutine(() =>
        {
            inside = (_call.Cancel(), other.Cancel());
            completed.Signal();
        });
        _call.Start("web");
        Assert.True(completed.Wait(s_long));
        Assert.Equal((WinSock.WSA_INVALID_HANDLE, 0), inside);
        Assert.Equal([WinSock.WSA_E_CANCELLED], other.Completions);
        _call.Take();
    }

    [Fact]
    public void Cleanup_FromInsideARoutine_EndsTheOthersInSilence()
    {
        using var completed = new ManualResetEventSlim();
        using var other = new AddressInfoCall(_provider);
        other.WithRoutine().Start("silent.example");
        int cleanup = -1;
        _call.WithRoutine(() =>
        {
            cleanup = _provider.Cleanup();
            completed.Set();
        });
        _call.Start("web");
        Assert.True(completed.Wait(s_long));
        Assert.Equal((0, WinSock.WSA_E_CANCELLED), (cleanup, other.Internal));
        Assert.Empty(other.Completions);
        _call.Take();
    }

    [Fact]
    public async Task Cleanup_Pending_NothingIsWrittenAfterIt()
    {
        _call.WithRoutine().Start("silent.example");
        await _server.WaitForQueriesAsync(1);
        Assert.Equal(0, _provider.Cleanup());
        Assert.Equal(WinSock.WSA_E_CANCELLED, _call.Internal);
        _call.Overlapped.Internal = 12345; // the caller's again, to do with as it likes
        Startup();
        using var later = new AddressInfoCall(_provider);
        using var completed = new ManualResetEventSlim();
        later.WithRoutine(completed.Set).Start("www.example");
        Assert.True(completed.Wait(s_long)); // whatever was queued before it has run
        later.Take();
        Assert.Equal(12345, _call.Internal);
        Assert.Empty(_call.Completions);
    }

    [Fact]
    public unsafe void Waiting_AllForms_FindAndFree()
    {
        ADDRINFOW* wide;
        Assert.Equal(0, _provider.GetAddrInfo(
            AddressInfoForm.Wide, new Utf8Text("www.example", default), default, default, (void**)&wide));
        Assert.Equal(WinSock.AF_INET, wide->ai_family);
        _provider.Heap.Free(AddressInfoForm.Wide, wide);
        _call.IsSynchronous = true;
        Assert.Equal(0, _call.Start("www.example", "http"));
        Assert.Equal(2, _call.Take().Length);
        _call.Timeout = new timeval { tv_usec = 10_000 };
        Assert.Equal(WinSock.WSATRY_AGAIN, _call.Start("silent.example"));
        Assert.Equal(0, _provider.Heap.Blocks);
    }

    [Fact]
    public unsafe void GetNameInfo_Address_FindsItsName()
    {
        using var node = new NativeBlock(WinSock.NI_MAXHOST);
        byte* address = stackalloc byte[16];
        SocketAddress.Write(address, IPAddress.Parse("192.0.2.1"), 80);
        var buffer = new NameInfoBuffer((void*)node.Address, WinSock.NI_MAXHOST, System.Text.Encoding.UTF8);
        Assert.Equal(0, _provider.GetNameInfo((sockaddr*)address, 16, buffer, default, WinSock.NI_NAMEREQD));
        Assert.Equal("www.example", Marshal.PtrToStringUTF8(node.Address));
    }

    [Fact]
    public void Cancel_RacesWithAnswers_EachCompletesOnceAndNothingLeaks()
    {
        const int Count = 2000;
        var calls = new ConcurrentQueue<AddressInfoCall>();
        using var completed = new CountdownEvent(Count);
        int won = 0;
        // Two cancel everything that a third starts, some of it being answered just then, some complete already.
        Thread[] cancellers = [.. Enumerable.Range(0, 2).Select(_ => new Thread(() =>
        {
            while (!completed.IsSet)
            {
                if (calls.TryDequeue(out AddressInfoCall? call))
                {
                    Interlocked.Add(ref won, call.Cancel() == 0 ? 1 : 0);
                    calls.Enqueue(call);
                }
            }
        }))];
        AddressInfoCall[] all = [.. Enumerable.Range(0, Count).Select(_ => new AddressInfoCall(_provider))];
        Array.ForEach(cancellers, each => each.Start());
        for (int i = 0; i < Count; i++)
        {
            Assert.Equal(WinSock.WSA_IO_PENDING, all[i].WithRoutine(() => completed.Signal()).Start(
                i % 3 == 0 ? "www.example" : i % 3 == 1 ? "web" : "192.0.2.9"));
            if (i % 2 == 0)
            {
                calls.Enqueue(all[i]);
            }
        }
        bool isComplete = completed.Wait(s_long);
        Array.ForEach(cancellers, each => each.Join());
        Assert.True(isComplete, $"{completed.CurrentCount} completions have not come");
        Assert.All(all, each => Assert.Single(each.Completions));
        Assert.Equal(won, all.Count(each => each.Completions[0] == WinSock.WSA_E_CANCELLED));
        Assert.All(all, each => Assert.Equal(each.Completions[0] == 0, each.Take().Length > 0));
        Assert.Equal(0, _provider.Heap.Blocks);
        Array.ForEach(all, each => each.Dispose());
    }

    private unsafe void Startup()
    {
        WSADATA data;
        Assert.Equal(0, _provider.Startup(0x0202, (byte*)&data));
    }

    private string Write(string name, string content)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }
}
