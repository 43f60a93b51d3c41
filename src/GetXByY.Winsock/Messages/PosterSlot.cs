using System.Runtime.ExceptionServices;
using GetXByY.Lookups;

namespace GetXByY.Winsock;

/// <summary>Holds the poster that is in force and calls it.</summary>
internal sealed class PosterSlot
{
    private readonly Action<Exception> _unhandled;
    private IMessagePoster _poster;

    /// <param name="poster">The poster; null for the default one.</param>
    /// <param name="unhandled">What happens to exceptions out of the user's code; null for the default: they are thrown
    /// on the thread pool, where nobody handles them.</param>
    internal PosterSlot(IMessagePoster? poster = null, Action<Exception>? unhandled = null)
    {
        _poster = poster ?? DefaultMessagePoster.Instance;
        _unhandled = unhandled ?? ThrowOnPool;
    }

    /// <summary>Tells of an exception out of the user's code.</summary>
    internal Action<Exception> Unhandled => _unhandled;

    /// <summary>Puts another poster in. Returns the one before.</summary>
    internal IMessagePoster Replace(IMessagePoster? poster) =>
        Atomic.Exchange(ref _poster, poster ?? DefaultMessagePoster.Instance);

    /// <summary>Posts a completion.</summary>
    /// <returns>False when the queue was full.</returns>
    internal bool TryPost(object origin, nint window, uint message, uint handle, uint reply)
    {
        try
        {
            using (PosterScope.Enter(origin))
            {
                IMessagePoster poster = Atomic.Read(ref _poster);
                return poster.Post(window, message, handle, unchecked((nint)reply)) != PostOutcome.QueueFull;
            }
        }
        catch (Exception exception)
        {
            // The request must come to its end, or a cleanup would wait for it for ever.
            _unhandled(exception);
            return true;
        }
    }

    /// <summary>The same on the engine's thread, where nothing of the user's may run: only with a poster of ours, and to a
    /// window that needs nothing else.</summary>
    /// <remarks>Which poster is in force is looked at here, at the post itself, and once: whoever puts another in meanwhile finds
    /// one post under way with the old one, as always, and all later ones are those of the new one.</remarks>
    internal Handover PostAtOnce(object origin, nint window, uint message, uint handle, uint reply)
    {
        PostOutcome? outcome = Atomic.Read(ref _poster) is DefaultMessagePoster own
            ? own.PostAtOnce(origin, window, message, handle, unchecked((nint)reply))
            : null;
        return outcome switch
        {
            null => Handover.NotHere,
            PostOutcome.QueueFull => Handover.Refused,
            _ => Handover.Done,
        };
    }

    /// <summary>Runs code of the user's that lets go of memory.</summary>
    internal void Release(object origin, IDisposable memory)
    {
        try
        {
            using (PosterScope.Enter(origin))
            {
                memory.Dispose();
            }
        }
        catch (Exception exception)
        {
            _unhandled(exception);
        }
    }

    private static void ThrowOnPool(Exception exception) =>
        ThreadPool.UnsafeQueueUserWorkItem(
            static captured => captured.Throw(), ExceptionDispatchInfo.Capture(exception), preferLocal: false);
}
