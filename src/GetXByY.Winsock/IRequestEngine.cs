using GetXByY.Databases;
using GetXByY.Engine;
using GetXByY.Lookups;

namespace GetXByY.Winsock;

/// <summary>What the Winsock face needs of the engine. Tests put one here that moves only when it is told to.</summary>
internal interface IRequestEngine : IAsyncDisposable
{
    /// <summary>Whether no look-up can be begun any more, ever: WSAENETDOWN. Those that are outstanding may still be about to
    /// end, and can be cancelled.</summary>
    bool IsDown { get; }

    /// <summary>What lends its part to threads that wait for results; null when nothing does.</summary>
    PumpLink? Lender => null;

    /// <summary>The services database.</summary>
    ServicesTable Services { get; }

    /// <summary>Lets those who listen watch a look-up that is about to be begun. May run code of the user's.</summary>
    /// <returns>The face to begin it with; if that does not come to pass, <see cref="Refuse"/> must follow.</returns>
    LookupFace Observe(LookupFace face, in LookupRequest request) => face;

    /// <summary>Tells a face that its look-up is not begun.</summary>
    void Refuse(LookupFace face)
    {
    }

    /// <summary>Begins a look-up, which has a handle then and can be cancelled, but goes on only after
    /// <see cref="Submit"/>, which must follow.</summary>
    /// <returns>False when the engine is down or too many are outstanding.</returns>
    bool TryBegin(in LookupRequest request, LookupFace face, in FaceWords words, out uint handle, out int cell);

    /// <summary>Lets a look-up go on that was begun.</summary>
    void Submit(int cell);

    /// <summary>Begins and submits a look-up. Returns its handle, or 0 when the engine is down or too many are outstanding.
    /// </summary>
    uint Start(in LookupRequest request, LookupFace face, in FaceWords words);

    /// <summary>Cancels by handle.</summary>
    CancelOutcome Cancel(uint handle);

    /// <summary>Lets a worker execute what is not to run on the caller's stack.</summary>
    void Queue(IThreadPoolWorkItem item);

    /// <summary>Puts the addresses of a host in the order in which they should be tried.</summary>
    HostEntry Arrange(HostEntry host);

    /// <summary>Waits until the look-up of a blocking call has ended, or for some milliseconds; -1 for as long as it
    /// takes.</summary>
    void Wait(BlockingCall call, int milliseconds);

    /// <summary>Cancels all; when it returns, nothing is being written or posted any more.</summary>
    int CancelAll();
}
