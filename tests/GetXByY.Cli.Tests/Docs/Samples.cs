using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Channels;
using GetXByY.Testing;
using GetXByY.Winsock;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using static GetXByY.Winsock.WinSock;

namespace GetXByY.Cli.Tests.Docs;

/// <summary>The code that README.md and docs/ show, between its marks word for word.</summary>
internal static class Samples
{
    internal static async Task CancelAsync()
    {
        // sample
        await using var server = LoopbackNameServer.Start();          // a name server in this process …
        server.BehaveByDefault(ServerBehaviour.Silence);              // … that never answers
        await using var resolver = new NameResolver(new() { Servers = { server.EndPoint } });
        Lookup<HostEntry> lookup = resolver.StartGetHostByName("www.example.com");
        await server.WaitForQueriesAsync(2);                          // the questions for A and AAAA are out
        Console.WriteLine(lookup.Cancel());
        Console.WriteLine(lookup.Cancel());
        Console.WriteLine(await Task.WhenAny(lookup.Completion) is { IsCanceled: true } ? "no result, ever" : "a result");
        // end
    }

    internal static async Task HttpClientAsync(IPEndPoint nameServer, Func<HttpClient, Task> use)
    {
        // The sample makes a resolver with the system's configuration; the test must not leave the machine.
        var system = new NameResolver();
        await system.DisposeAsync();
        await using var resolverOfTest = new NameResolver(new() { Servers = { nameServer } });
        await UseAsync(resolverOfTest, use);
    }

    private static async Task UseAsync(NameResolver resolver, Func<HttpClient, Task> use)
    {
        // sample without: await using var resolver = new NameResolver();
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, token) => new NetworkStream(
                await resolver.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, token), ownsSocket: true),
        });
        // end
        await use(http);
    }

    internal static async Task CacheAsync()
    {
        // sample
        await using var server = LoopbackNameServer.Start();
        server.Add("www.example.com", IPAddress.Parse("192.0.2.7"));
        await using var resolver = new NameResolver(new()
        {
            Servers = { server.EndPoint },
            MaxCachedAnswers = 10_000,
            ServeStale = TimeSpan.FromHours(12),
        });
        for (int i = 0; i < 3; i++)
            await resolver.GetHostAddressesAsync("www.example.com", AddressFamily.InterNetwork);
        resolver.ClearCache();
        await resolver.GetHostAddressesAsync("www.example.com", AddressFamily.InterNetwork);
        Console.WriteLine($"{server.Queries.Count} queries for 4 look-ups");
        // end
    }

    internal static async Task WatchAsync()
    {
        // sample
        await using var server = LoopbackNameServer.Start();
        var second = TimeSpan.FromSeconds(1);
        server.Add("www.example.com", second, IPAddress.Parse("192.0.2.7"));
        await using var resolver = new NameResolver(new() { Servers = { server.EndPoint } });
        await foreach (LookupResult<HostEntry> now in resolver.WatchHostByNameAsync("www.example.com"))
        {
            Console.WriteLine(now);
            if (now.Entry.Addresses.Count == 2)
                break;                                                     // or by a token
            server.Add("www.example.com", second, IPAddress.Parse("192.0.2.8"));
        }
        // end
    }

    internal static async Task QueueAsync()
    {
        // sample
        await using var resolver = new NameResolver();
        var found = new LookupQueue<HostEntry>();
        string[] names = ["localhost", "127.0.0.1", "nothing.invalid"];
        int left = 0;
        for (int i = 0; i < names.Length; i++)
        {
            if (resolver.TryStartGetHostByName(names[i], found, out uint handle, state: i))
                left++;                                       // resolver.Cancel(handle) ends it for good: then nothing comes
        }
        for (; left > 0; left--)
        {
            LookupCompletion<HostEntry> completion = found.Take();
            Console.WriteLine($"{names[completion.State]}: {(completion.Result.IsSuccess ? "found" : completion.Result.Error)}");
        }
        // end
    }

    internal static async Task ListenAsync()
    {
        // sample
        var ends = Channel.CreateUnbounded<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument is { Meter.Name: "GetXByY", Name: "getxbyy.lookups.ended" })
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            ends.Writer.TryWrite($"{tags[0].Value}: {tags[1].Value}"));    // on a thread of the pool
        listener.Start();

        await using var server = LoopbackNameServer.Start();
        await using var resolver = new NameResolver(new() { Servers = { server.EndPoint } });
        await resolver.TryGetHostByNameAsync("nobody.test");
        Console.WriteLine(await ends.Reader.ReadAsync());
        server.BehaveByDefault(ServerBehaviour.Silence);
        resolver.StartGetHostByName("www.test").Cancel();
        Console.WriteLine(await ends.Reader.ReadAsync());
        // end
    }

    internal static async Task ExportAsync(
        ICollection<Activity> activities, ICollection<Metric> measured, Task untilStopped)
    {
        // sample without: List<Activity> activities = []; List<Metric> measured = [];
        using TracerProvider traces = Sdk.CreateTracerProviderBuilder()
            .AddSource("GetXByY")
            .AddInMemoryExporter(activities)                               // or AddOtlpExporter()
            .Build();
        using MeterProvider metrics = Sdk.CreateMeterProviderBuilder()
            .AddMeter("GetXByY")
            .AddInMemoryExporter(measured)
            .Build();
        await using var resolver = new NameResolver(new() { QuestionNamesIn = TelemetryKinds.Activities });
        await resolver.GetHostByNameAsync("localhost");
        // end
        await untilStopped;
        metrics.ForceFlush();
    }

    internal static async Task SnapshotAsync()
    {
        // sample
        await using var server = LoopbackNameServer.Start();
        server.BehaveByDefault(ServerBehaviour.Silence);
        await using var resolver = new NameResolver(new() { Servers = { server.EndPoint } });
        Lookup<HostEntry> lookup = resolver.StartGetHostByName("www.test");
        await server.WaitForQueriesAsync(2);
        ResolverSnapshot before = resolver.TakeSnapshot();
        Console.WriteLine($"started {before.Started}, outstanding {before.Outstanding}, in flight {before.InFlight}");
        lookup.Cancel();
        ResolverSnapshot after = resolver.TakeSnapshot();
        Console.WriteLine($"started {after.Started}, outstanding {after.Outstanding}");
        // end
    }

    internal static void Window()
    {
        // sample
        WSAStartup(0x0202, out _);
        using var window = MessageWindow.Create();             // on Windows any HWND does
        byte[] buffer = new byte[MAXGETHOSTSTRUCT];
        nint task = WSAAsyncGetServByName(window.Handle, 0x0435, "https", "tcp", buffer, buffer.Length);
        WindowMessage message = MessageQueue.ForCurrentThread.Get();
        Console.WriteLine($"same handle: {(nint)message.WParam == task}, error {WSAGETASYNCERROR(message.LParam)}");
        Console.WriteLine($"cancel: {WSACancelAsyncRequest(task)}, already done: {WSAGetLastError() == WSAEALREADY}");
        WSACleanup();
        // end
    }

    internal static void MessageLoop()
    {
        // sample
        WSAStartup(0x0202, out _);
        using var window = MessageWindow.Create();
        const uint WM_ASYNCGET = 0x0400 + 1;
        nint buffer = Marshal.AllocHGlobal(MAXGETHOSTSTRUCT);
        nint task = WSAAsyncGetProtoByName(window.Handle, WM_ASYNCGET, "tcp", buffer, MAXGETHOSTSTRUCT);
        while (MessageQueue.ForCurrentThread.Get(out WindowMessage message, TimeSpan.FromSeconds(10)))
        {
            if (message.Id != WM_ASYNCGET || (nint)message.WParam != task)
                continue;                                          // somebody else's
            Console.WriteLine($"error {WSAGETASYNCERROR(message.LParam)}, protocol {Marshal.PtrToStructure<protoent>(buffer).p_proto}");
            break;
        }
        if (WSACancelAsyncRequest(task) != 0)                      // too late, and no harm
            Console.WriteLine($"already done: {WSAGetLastError() == WSAEALREADY}");
        Marshal.FreeHGlobal(buffer);                               // whatever the cancel returned
        WSACleanup();
        // end
    }

    internal static void PinnedArray()
    {
        // sample
        WSAStartup(0x0202, out _);
        using var window = MessageWindow.Create();
        byte[] buffer = GC.AllocateArray<byte>(MAXGETHOSTSTRUCT, pinned: true);
        WSAAsyncGetServByName(window.Handle, 0x0401, "http", "tcp", buffer, buffer.Length);
        WindowMessage message = MessageQueue.ForCurrentThread.Get();
        nint service = Marshal.UnsafeAddrOfPinnedArrayElement(buffer, 0);
        nint name = Marshal.ReadIntPtr(service);                    // s_name is the first field
        Console.WriteLine($"{Marshal.PtrToStringUTF8(name)}, {WSAGETASYNCBUFLEN(message.LParam)} bytes of {buffer.Length}");
        WSACleanup();
        // end
    }

    internal static void Hook()
    {
        // sample
        WSAStartup(0x0101, out _);                                 // version 1: only there are hooks
        WSASetBlockingHook(() =>
        {
            WSACancelBlockingCall();                               // a user has had enough
            return 0;
        });
        nint host = gethostbyname("www.example.com");
        Console.WriteLine($"{host}, interrupted: {WSAGetLastError() == WSAEINTR}");
        WSACleanup();
        // end
    }

    internal static unsafe void AddressInfo()
    {
        // sample
        WSAStartup(0x0202, out _);
        using var completed = new ManualResetEvent(false);          // on Windows any event does
        OVERLAPPED overlapped = new() { hEvent = completed.SafeWaitHandle.DangerousGetHandle() };
        ADDRINFOEXW* result;
        nint handle;
        GetAddrInfoExW("www.example.com", "443", NS_DNS, null, null, &result, null, &overlapped, null, &handle);
        GetAddrInfoExCancel(&handle);                               // a user has had enough
        completed.WaitOne();                                        // it completes all the same, once
        Console.WriteLine($"cancelled: {GetAddrInfoExOverlappedResult(&overlapped) == WSA_E_CANCELLED}");
        FreeAddrInfoExW(result);                                    // NULL now, and no harm
        WSACleanup();
        // end
    }

    /// <summary>Takes the place of the real one, so that a sample's output can be compared.</summary>
    internal static class Console
    {
        private static readonly AsyncLocal<StringBuilder?> s_output = new();

        internal static StringBuilder Capture() => s_output.Value = new StringBuilder();

        internal static void WriteLine(object value) =>
            s_output.Value!.Append(CultureInfo.InvariantCulture, $"{value}\n");
    }
}
