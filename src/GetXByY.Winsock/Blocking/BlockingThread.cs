using GetXByY.Engine;

namespace GetXByY.Winsock;

/// <summary>What Windows Sockets keeps of each thread: the call that blocks it, its hook, and the memory of the results
/// of such calls.</summary>
internal sealed class BlockingThread
{
    /// <summary>What stands for «no hook»: the thread just waits, as on Windows.</summary>
    internal static readonly BlockingHook DefaultHook = static () => 0;

    [ThreadStatic]
    private static BlockingThread? s_current;

    // gethostbyname and gethostbyaddr share one.
    private readonly ThreadStorage _hostent = new();
    private readonly ThreadStorage _servent = new();
    private readonly ThreadStorage _protoent = new();
    private BlockingHook _hook = DefaultHook;
    private WinSockSession? _hookOwner;

    private BlockingThread()
    {
    }

    /// <summary>That of the calling thread.</summary>
    internal static BlockingThread Current => s_current ??= new BlockingThread();

    /// <summary>Whether the calling thread is inside a call that blocks.</summary>
    internal static bool IsBlocking => s_current is { Call: not null };

    /// <summary>The call that blocks the thread; null when none does.</summary>
    internal BlockingCall? Call { get; set; }

    /// <summary>Where the thread waits for the ends of its calls.</summary>
    internal CompletionWait Wait { get; } = new();

    /// <summary>The thread's hook in a session: a final cleanup takes all hooks away.</summary>
    internal BlockingHook HookIn(WinSockSession session) => _hookOwner == session ? _hook : DefaultHook;

    internal void SetHook(WinSockSession session, BlockingHook hook)
    {
        _hookOwner = hook == DefaultHook ? null : session;
        _hook = hook;
    }

    /// <summary>Lays out an entry in the thread's memory for its kind. Returns where.</summary>
    internal nint Keep(object entry, AddressShape shape, StructureLayout layout)
    {
        ThreadStorage storage = entry switch
        {
            HostEntry => _hostent,
            ServiceEntry => _servent,
            _ => _protoent,
        };
        int needed = EntryWriter.Write(entry, shape, storage.Address, storage.Length, layout);
        if (needed > storage.Length)
        {
            storage.Grow(needed);
            EntryWriter.Write(entry, shape, storage.Address, storage.Length, layout);
        }
        return storage.Address;
    }
}
