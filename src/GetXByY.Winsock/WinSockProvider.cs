using GetXByY.Lookups;

namespace GetXByY.Winsock;

/// <summary>One whole Windows Sockets: what <see cref="WinSock"/> is a thin face over, as an instance for tests and
/// simulations. Only the last error is per thread and not per instance.</summary>
internal sealed partial class WinSockProvider
{
    // Guards _references and the writing of _session, which is read without it: that the assignment of a reference
    // publishes all that was written before it is promised by .NET's memory model.
    private readonly Lock _lock = new();
    private readonly Func<NameResolverOptions, IRequestEngine> _open;
    private readonly PosterSlot _poster;
    private readonly StructureLayout _layout;
    private NameResolverOptions _options;
    private WinSockSession? _session;
    private int _references;

    // How many cleanups are at work, final ones and others.
    private int _cleanups;

    /// <param name="options">How the resolver works, with its clock; null for the defaults.</param>
    /// <param name="open">Makes the engine; null for that of a <see cref="NameResolver"/>.</param>
    /// <param name="poster">The poster; null for the default one.</param>
    /// <param name="unhandled">What happens to exceptions out of the user's code; null to throw them on the
    /// pool.</param>
    /// <param name="layout">Where the fields of structures lie; null for that of the process. Another one is for tests: its
    /// pointers are of no use here.</param>
    internal WinSockProvider(
        NameResolverOptions? options = null,
        Func<NameResolverOptions, IRequestEngine>? open = null,
        IMessagePoster? poster = null,
        Action<Exception>? unhandled = null,
        StructureLayout? layout = null)
    {
        _options = options ?? new NameResolverOptions();
        _open = open ?? ResolverRequestEngine.Open;
        _poster = new PosterSlot(poster, unhandled);
        _layout = layout ?? StructureLayout.Process;
    }

    /// <summary>The options for the next first startup.</summary>
    internal NameResolverOptions Options
    {
        get => Atomic.Read(ref _options);
        set => Atomic.Write(ref _options, value);
    }

    internal IMessagePoster SetMessagePoster(IMessagePoster? poster) => _poster.Replace(poster);

    /// <summary>The errors that every function has in common, in their order of precedence.</summary>
    /// <returns>0, or the error.</returns>
    private static int CheckCall(WinSockSession? session)
    {
        int error = CheckCaller(session);
        return error == 0 && session!.Engine.IsDown ? WinSock.WSAENETDOWN : error;
    }

    /// <summary>The same, but for the state of the engine.</summary>
    private static int CheckCaller(WinSockSession? session) =>
        session is null ? WinSock.WSANOTINITIALISED
        : IsInProgress(session) ? WinSock.WSAEINPROGRESS
        : 0;

    /// <summary>Whether this thread runs code of the user's on our behalf: from inside the poster, or an unpinning, in
    /// any program; from inside a blocking hook in one that asked for version 1, where alone hooks exist.</summary>
    private static bool IsInProgress(WinSockSession? session) =>
        PosterScope.Origin is not null || (session is { HasHooks: true } && BlockingThread.IsBlocking);

    private static int Fail(int error)
    {
        LastError.Set(error);
        return WinSock.SOCKET_ERROR;
    }

    /// <summary>Starts a request.</summary>
    /// <param name="request">What is looked up; its spans are copied before this returns.</param>
    /// <param name="target">Where the result and the message go.</param>
    /// <param name="shape">What the addresses of the result are.</param>
    /// <returns>The handle, or 0 with the last error set.</returns>
    private nint Begin(in LookupRequest request, in ReplyTarget target, AddressShape shape = AddressShape.Ipv4)
    {
        WinSockSession? session = Atomic.Read(ref _session);
        int error = CheckCall(session);
        uint handle = 0;
        if (error == 0)
        {
            WinSockFace face = session!.FaceFor(shape);
            handle = target.IsManaged
                ? StartPinned(session, face, request, target, out error)
                : Start(session, face, request, target, target.Buffer, out error);
        }
        if (handle == 0)
        {
            LastError.Set(error);
        }
        return unchecked((nint)handle);
    }

    private static unsafe uint StartPinned(
        WinSockSession session, WinSockFace face, in LookupRequest request, in ReplyTarget target, out int error)
    {
        // Pinning may run code of the user's: before the session is entered, so that it cannot hold up a cleanup.
        var pin = target.Pin();
        var pinned = new PinnedWinSockFace(face, pin);
        uint handle = Start(session, pinned, request, target, (nint)pin.Pointer, out error);
        if (handle == 0)
        {
            pinned.Release();
        }
        return handle;
    }

    private static uint Start(
        WinSockSession session,
        LookupFace face,
        in LookupRequest request,
        in ReplyTarget target,
        nint memory,
        out int error)
    {
        LookupRequest asked = target.IsBadPointer
            ? LookupRequest.Settled(WinSock.WSAEFAULT, request.Asked)
            : request;
        // Whoever listens is told before the session is entered, so that it cannot hold up a cleanup.
        face = session.Engine.Observe(face, asked);
        // A final cleanup on another thread may come in between: it wins, and this call came too late.
        if (!session.TryEnter())
        {
            session.Engine.Refuse(face);
            error = WinSock.WSANOTINITIALISED;
            return 0;
        }
        try
        {
            var words = new FaceWords(target.Window, memory, target.Length, target.Message);
            uint handle = session.Engine.Start(asked, face, words);
            // It may have gone down since the first look.
            error = handle != 0 ? 0 : session.Engine.IsDown ? WinSock.WSAENETDOWN : WinSock.WSAEWOULDBLOCK;
            return handle;
        }
        finally
        {
            session.Leave();
        }
    }
}
