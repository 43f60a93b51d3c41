using GetXByY.Dns.Resolution;
using GetXByY.Dns.Transport;

namespace GetXByY.Engine;

/// <summary>What an engine wants of the world around it: random numbers, a driver, a thread, workers. A simulation has a
/// world of its own.</summary>
/// <remarks>May be used from any thread.</remarks>
internal class EngineWorld
{
    /// <summary>The system's.</summary>
    internal static readonly EngineWorld Real = new();

    /// <summary>Makes the source of one engine's ids and ports.</summary>
    internal virtual RandomSource MakeRandom() => new();

    /// <summary>Makes what moves the messages of one engine.</summary>
    /// <param name="channels">How many channels there are numbers for.</param>
    /// <param name="random">Where ports come from.</param>
    /// <exception cref="System.Net.Sockets.SocketException">The process has no socket left.</exception>
    internal virtual IDriver OpenDriver(int channels, RandomSource random) => new SocketTransport(channels, random);

    /// <summary>Runs an engine's pump on a thread of its own.</summary>
    internal virtual void StartThread(Action pump)
    {
        try
        {
            // Unsafe: the thread serves everybody and must not hold the context of whoever came first.
            new Thread(pump.Invoke) { IsBackground = true, Name = "GetXByY engine" }.UnsafeStart();
        }
        catch (OutOfMemoryException)
        {
            // The system has no thread left, but the pool has some, and nobody else has the duty to start the pump.
            ThreadPool.UnsafeQueueUserWorkItem(static pump => pump(), pump, preferLocal: false);
        }
    }

    /// <summary>Lets a worker execute an item, soon and not on this thread.</summary>
    internal virtual void Queue(IThreadPoolWorkItem item) =>
        ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
}
