namespace GetXByY.Benchmarks;

/// <summary>Somebody who is put into the situations: look-ups are started, cancelled, and watched. The peers in C are
/// in benchmarks/peers, and are put into the same.</summary>
internal abstract class Peer
{
    /// <summary>As in the figures.</summary>
    internal abstract string Name { get; }

    /// <summary>How it is used here.</summary>
    internal abstract string Conditions { get; }

    /// <summary>What the last cancel said, in words.</summary>
    internal string Said { get; private protected set; } = "";

    /// <summary>Makes room for so many look-ups; forgets those before.</summary>
    internal abstract void Reserve(int count);

    /// <summary>Starts the look-up of the IPv4 addresses of a name.</summary>
    internal abstract void Start(int index, string name);

    /// <summary>Cancels one that was started. Any thread may call it.</summary>
    /// <returns>Whether it reported success, or had no means to report anything else.</returns>
    internal abstract bool Cancel(int index);

    /// <summary>Whether one has come to an end, whichever.</summary>
    internal abstract bool HasEnded(int index);

    /// <summary>Whether one that was cancelled came to a result or a failure of its own all the same.</summary>
    internal abstract bool CompletedAfterCancel(int index);

    /// <summary>Looks up a name that is answered, from this thread.</summary>
    /// <returns>True when an address came, false when none did, null when it was not over within the limit.</returns>
    internal abstract bool? LookUp(string name, TimeSpan limit);

    internal static Peer Open(string name, NameResolverOptions options) => name switch
    {
        "getxbyy-handle" => new HandlePeer(new NameResolver(options)),
        "getxbyy-lookup" => new LookupPeer(new NameResolver(options)),
        "getxbyy-await" => TokenPeer.Ours(new NameResolver(options)),
        "getxbyy-winsock" => new WinSockPeer(options),
        "system-net-dns" => TokenPeer.SystemNetDns(),
        _ => throw new ArgumentException($"nobody is called {name}"),
    };
}
