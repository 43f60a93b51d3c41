namespace GetXByY.Winsock;

/// <summary>Marks this thread as running code of the user's on behalf of a request: the poster, or the release of
/// pinned memory. Functions of WinSock then fail with WSAEINPROGRESS, because they could wait for the very state that
/// waits for them; and messages that get into our queues are marked with the origin.</summary>
internal readonly ref struct PosterScope
{
    [ThreadStatic]
    private static object? s_origin;

    private readonly object? _outer;

    private PosterScope(object origin)
    {
        _outer = s_origin;
        s_origin = origin;
    }

    /// <summary>For whom this thread runs the user's code; null when it does not.</summary>
    internal static object? Origin => s_origin;

    internal static PosterScope Enter(object origin) => new(origin);

    public void Dispose() => s_origin = _outer;
}
