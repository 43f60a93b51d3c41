using System.Collections.Concurrent;

namespace GetXByY.Simulation;

/// <summary>Threads of the system that serve one schedule after the other: making them costs more than a schedule.
/// </summary>
internal static class ThreadStore
{
    private static readonly ConcurrentBag<Servant> s_idle = [];

    internal static void Run(Action body)
    {
        if (!s_idle.TryTake(out Servant? servant))
            servant = new Servant();
        servant.Run(body);
    }

    private sealed class Servant
    {
        private readonly SemaphoreSlim _asked = new(0);
        private Action? _body;

        internal Servant() => new Thread(Serve, 256 * 1024) { IsBackground = true }.UnsafeStart();

        internal void Run(Action body)
        {
            _body = body;
            _asked.Release();
        }

        private void Serve()
        {
            while (true)
            {
                _asked.Wait();
                _body!();
                s_idle.Add(this);
            }
        }
    }
}
