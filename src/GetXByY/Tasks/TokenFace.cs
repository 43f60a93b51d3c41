using GetXByY.Engine;
using GetXByY.Lookups;

namespace GetXByY.Tasks;

/// <summary>The face of one look-up that a token may cancel.</summary>
/// <remarks>
/// The token's registration is let go when the look-up ends. A cancel of all can end it before the registration is
/// stored: of the starter and the ender the one that comes second lets it go. Nobody waits for a callback that runs just
/// then (Unregister, not Dispose): that callback may be waiting for this very finisher.
/// </remarks>
internal abstract class TokenFace(LookupEngine engine) : LookupFace
{
    private const int Registered = 1;
    private const int Ended = 2;

    private CancellationTokenRegistration _registration;
    private uint _handle;

    // 0 -> Registered -> Ended, or 0 -> Ended.
    private int _registrationState;

    /// <summary>What cancels it.</summary>
    protected CancellationToken Token { get; private set; }

    /// <summary>Whether a callback of the token may be there still, which would cancel whatever has this face by then.</summary>
    protected bool MayBeCalledBack { get; private set; }

    internal uint Handle => Atomic.Read(ref _handle);

    /// <summary>Starts the look-up.</summary>
    /// <param name="request">What is looked up.</param>
    /// <param name="face">This, or what watches it.</param>
    /// <param name="token">Cancels it.</param>
    /// <returns>False when too many are outstanding, or the engine has ended.</returns>
    internal bool TryStart(in LookupRequest request, LookupFace face, CancellationToken token)
    {
        Token = token;
        if (!engine.TryBegin(request, face, default, out uint handle, out int cell))
            return false;
        // Against a late callback of the token, if this face has had another look-up: there is none, or it would not be used again.
        Atomic.Write(ref _handle, handle);
        if (token.CanBeCanceled)
        {
            _registration = token.UnsafeRegister(static face => ((TokenFace)face!).Cancel(), this);
            if (Atomic.CompareExchange(ref _registrationState, Registered, 0) == Ended)
                Unregister();
        }
        engine.Submit(cell);
        return true;
    }

    internal CancelOutcome Cancel() => engine.Cancel(Handle);

    /// <summary>The look-up has ended.</summary>
    protected void LetTokenGo()
    {
        if (Atomic.Exchange(ref _registrationState, Ended) == Registered)
            Unregister();
    }

    /// <summary>Makes it as it was before its start.</summary>
    protected void ForgetToken() => (Token, _registration, _registrationState) = (default, default, 0);

    private void Unregister() => MayBeCalledBack = !_registration.Unregister();
}
