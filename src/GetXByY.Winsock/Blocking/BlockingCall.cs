using GetXByY.Lookups;

namespace GetXByY.Winsock;

/// <summary>One call that blocks: the face of its look-up, and what its thread waits for.</summary>
internal sealed class BlockingCall : LookupFace
{
    // Guards the two below, and is what the thread waits at. Nothing else runs under it.
    private readonly object _lock = new();
    private bool _hasEnded;
    private bool _isCancelled;

    // Written before the end is told, read behind it.
    private LookupResult<object> _result;

    internal override bool EndsAtOnce => true;

    /// <summary>The look-up; set by the thread that blocks, and used by it alone.</summary>
    internal uint Handle { get; set; }

    internal bool HasEnded
    {
        get
        {
            lock (Atomic.At(_lock))
            {
                return _hasEnded;
            }
        }
    }

    /// <summary>Whether it ended by a cancel: of its own thread's hook, or a final cleanup of another thread.</summary>
    internal bool IsCancelled
    {
        get
        {
            lock (Atomic.At(_lock))
            {
                return _isCancelled;
            }
        }
    }

    /// <summary>What it ended with, if that was not a cancel.</summary>
    internal LookupResult<object> Result => _result;

    /// <summary>Waits for the end, or for some milliseconds; -1 for as long as it takes.</summary>
    internal void Wait(int milliseconds)
    {
        lock (Atomic.At(_lock))
        {
            if (_hasEnded)
            {
                return;
            }
            if (milliseconds >= 0)
            {
                Monitor.Wait(_lock, milliseconds);
                return;
            }
            while (!_hasEnded)
            {
                Monitor.Wait(_lock);
            }
        }
    }

    /// <summary>Nothing but a reference: the thread that waits lays it out in memory of its own.</summary>
    internal override uint Write(in FaceWords words, in LookupResult<object> result)
    {
        _result = result;
        return 0;
    }

    internal override bool TryPost(uint handle, in FaceWords words, uint reply, in LookupResult<object> result)
    {
        End(isCancelled: false);
        return true;
    }

    internal override bool OnCancelled()
    {
        End(isCancelled: true);
        return false; // the call that returns is acknowledgement enough
    }

    private void End(bool isCancelled)
    {
        lock (Atomic.At(_lock))
        {
            _hasEnded = true;
            _isCancelled = isCancelled;
            Monitor.Pulse(_lock);
        }
    }
}
