namespace GetXByY.Winsock;

/// <summary>The functions of Windows Sockets that look up hosts, services and protocols without blocking, on every
/// platform, with a cancel that cancels.</summary>
/// <remarks>
/// <para>Names, arguments, values and codes are those of ws2_32, so a program with P/Invoke declarations changes one
/// using: <c>using static GetXByY.Winsock.WinSock;</c>. Handles are <see cref="nint"/>, names UTF-8. A
/// string with a NUL or half a surrogate pair in it is the name of nothing.</para>
/// <para>All functions may be called from any thread. None of them blocks, except that <see cref="WSACleanup"/> and
/// <see cref="WSACancelAsyncRequest"/> wait for a result that is just being handed over.</para>
/// </remarks>
public static partial class WinSock
{
    /// <summary>The process's one. Tests put another in its place.</summary>
    internal static WinSockProvider Provider { get; set; } = new();

    /// <summary>How names are resolved: servers, timeouts, files. Not part of Windows Sockets.</summary>
    /// <value>The options that the next WSAStartup reads when none is in force; it has no effect on what is running.
    /// The defaults are those of <see cref="NameResolverOptions"/>. May be set from any thread.</value>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public static NameResolverOptions ResolverOptions
    {
        get => Provider.Options;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Provider.Options = value;
        }
    }

    /// <summary>Sets what posts the messages, in place of our own windows and PostMessageW.</summary>
    /// <param name="poster">The poster; null for the default one.</param>
    /// <returns>The poster before, never null: one that handles only some windows can pass the others on to
    /// it.</returns>
    /// <remarks>It holds for all messages that are posted from now on, also of requests that are running; one post may
    /// still be under way with the old one. It works without WSAStartup and outlasts WSACleanup. Any thread may call
    /// it. Source: Windows Sockets, WSApSetPostRoutine.</remarks>
    public static IMessagePoster SetMessagePoster(IMessagePoster? poster) => Provider.SetMessagePoster(poster);
}
