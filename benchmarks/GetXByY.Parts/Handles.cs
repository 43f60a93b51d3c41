using System.Net;
using System.Net.Sockets;
using BenchmarkDotNet.Attributes;

namespace GetXByY.Parts;

/// <summary>A look-up that is started and cancelled, by the thread that does both. The engine's thread clears up beside it.</summary>
public class Handles
{
    private const int Count = 1000;

    private readonly uint[] _handles = new uint[Count];
    private readonly LookupQueue<HostEntry> _queue = new();
    private Socket _silent = null!;
    private NameResolver _resolver = null!;

    [GlobalSetup]
    public void Open()
    {
        _silent = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        _silent.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _resolver = new NameResolver(new() { Servers = { (IPEndPoint)_silent.LocalEndPoint! } });
    }

    [GlobalCleanup]
    public void Close()
    {
        _resolver.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _silent.Dispose();
    }

    /// <summary>A thousand at a time, as many as are outstanding then.</summary>
    [Benchmark(Description = "a look-up is started by handle, and cancelled", OperationsPerInvoke = Count)]
    public void StartAndCancel()
    {
        for (int i = 0; i < Count; i++)
        {
            // Refused where the engine's thread has not yet cleared up enough of those before.
            while (!_resolver.TryStartGetHostByName("silent.bench.test", _queue, out _handles[i], i, AddressFamily.InterNetwork))
                Thread.Yield();
        }
        foreach (uint handle in _handles)
        {
            if (_resolver.Cancel(handle) is not (CancelOutcome.CancelledQueued or CancelOutcome.CancelledInFlight))
                throw new InvalidOperationException("a look-up that nobody answers was not to be cancelled");
        }
    }
}
