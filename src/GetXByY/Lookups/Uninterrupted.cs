using System.Collections.Concurrent;

namespace GetXByY.Lookups;

/// <summary>What whoever pumps does where a lock may be waited for. That may be a thread of the user's, and somebody may interrupt it
/// (<see cref="Thread.Interrupt"/>): the place to find that is where it waits for results. Until it comes there it remains
/// interrupted, and what was not done is done again.</summary>
internal static class Uninterrupted
{
    internal static void Enqueue<T>(ConcurrentQueue<T> queue, T item)
    {
        while (true)
        {
            try
            {
                queue.Enqueue(item);
                return;
            }
            catch (ThreadInterruptedException)
            {
                Thread.CurrentThread.Interrupt();
            }
        }
    }
}
