using GetXByY.Engine;
using GetXByY.Lookups;

namespace GetXByY.Winsock;

/// <summary>One call that blocks: the face of its look-up, and what its thread waits for.</summary>
/// <param name="wait">Where its thread waits.</param>
internal sealed class BlockingCall(CompletionWait wait) : LookupFace
{
    // Written before the end is told, read behind it, as is the result.
    private bool _isCancelled;
    private LookupResult<object> _result;

    private bool _hasEnded;

    internal override bool EndsAtOnce => true;

    /// <summary>The look-up; set by the thread that blocks, and used by it alone.</summary>
    internal uint Handle { get; set; }

    internal bool HasEnded => Atomic.Read(ref _hasEnded);

    /// <summary>Whether it ended by a cancel: of its own thread's hook, or a final cleanup of another thread.</summary>
    internal bool IsCancelled => _isCancelled;

    /// <summary>What it ended with, if that was not a cancel.</summary>
    internal LookupResult<object> Result => _result;

    /// <summary>Waits for the end, or for some milliseconds; -1 for as long as it takes.</summary>
    internal void Wait(int milliseconds)
    {
        do
        {
            int key = wait.Announce();
            if (HasEnded)
            {
                return;
            }
            wait.Wait(key, milliseconds);
        }
        while (milliseconds < 0);
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
        _isCancelled = isCancelled;
        Atomic.Write(ref _hasEnded, true);
        wait.OnAdded();
    }
}
