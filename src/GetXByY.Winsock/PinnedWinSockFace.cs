using GetXByY.Lookups;

namespace GetXByY.Winsock;

/// <summary>The face of one request whose buffer is managed memory: it holds the pin for as long as the request
/// lives.</summary>
/// <param name="face">Does the work.</param>
/// <param name="pin">The pin, disposed of exactly once.</param>
internal sealed class PinnedWinSockFace(WinSockFace face, IDisposable pin) : LookupFace
{
    private IDisposable? _pin = pin;

    internal override uint Write(in FaceWords words, in LookupResult<object> result) => face.Write(words, result);

    /// <summary>The memory is final, so it is let go of before anybody can see the message: whoever takes that may free
    /// the memory at once.</summary>
    internal override bool TryPost(uint handle, in FaceWords words, uint reply, in LookupResult<object> result)
    {
        Release();
        return face.TryPost(handle, words, reply, result);
    }

    /// <summary>When the cancel returns nothing may be pinned any more, so it is here that the memory is let go of,
    /// although memory of an owner of the user's runs that owner's Unpin: in a call of the user's, under no lock, and
    /// with the functions of WinSock refused to it.</summary>
    internal override bool OnCancelled()
    {
        Release();
        return false; // Winsock acknowledges no cancel
    }

    /// <summary>Lets go of the memory: before the message is posted, inside a successful cancel before it returns, or when
    /// the request could not be started. A message that was refused is posted again, or its request cancelled: only
    /// the first of them has something to let go of.</summary>
    internal void Release()
    {
        if (Atomic.Exchange(ref _pin, null) is { } held)
        {
            face.Release(held);
        }
    }
}
