using System.Text;
using GetXByY.Configuration;
using GetXByY.Lookups;

namespace GetXByY.Winsock;

/// <summary>What lives from the first WSAStartup to the final WSACleanup: an engine and its faces. It is also the
/// origin that the session's messages are marked with.</summary>
internal sealed class WinSockSession
{
    private const int Closed = int.MinValue;

    // The name of this machine when the session began.
    private readonly byte[] _hostName = Encoding.UTF8.GetBytes(LocalHost.GetName());

    private readonly WinSockFace _ipv4;
    private readonly WinSockFace _ipv6;
    private readonly WinSockFace _mapped;

    // How many calls use the engine at this moment; with the sign bit set no more may begin.
    private int _calls;

    private bool _isClosed;

    internal WinSockSession(IRequestEngine engine, PosterSlot poster, StructureLayout layout)
    {
        Engine = engine;
        _ipv4 = new WinSockFace(poster, this, AddressShape.Ipv4, layout);
        _ipv6 = new WinSockFace(poster, this, AddressShape.Ipv6, layout);
        _mapped = new WinSockFace(poster, this, AddressShape.Mapped, layout);
    }

    internal IRequestEngine Engine { get; }

    /// <summary>Whether any startup of this session asked for version 1: then blocking hooks exist. Written under the
    /// provider's lock, and once true it stays so: who reads it as false comes before that startup.</summary>
    internal bool HasHooks { get; set; }

    /// <summary>The name of this machine, in UTF-8.</summary>
    internal ReadOnlySpan<byte> HostName => _hostName;

    /// <summary>Whether the final cleanup ends what is outstanding: whatever is cancelled now is cancelled by it, in
    /// silence.</summary>
    internal bool IsClosed => Atomic.Read(ref _isClosed);

    /// <summary>Whether a name is that of this machine and of no other; case is ignored. A machine that calls itself
    /// localhost has loopback addresses under that name, as all have.</summary>
    internal bool IsHostName(in Utf8Text name) => !name.IsNull && Ascii.EqualsIgnoreCase(name.Bytes, _hostName)
        && !Ascii.EqualsIgnoreCase(name.Bytes, "localhost"u8);

    /// <summary>The face of requests whose results have such addresses, or none.</summary>
    internal WinSockFace FaceFor(AddressShape shape) => shape switch
    {
        AddressShape.Ipv4 => _ipv4,
        AddressShape.Ipv6 => _ipv6,
        _ => _mapped,
    };

    /// <summary>Keeps the engine for a call, until <see cref="Leave"/>.</summary>
    /// <returns>False when the final cleanup has begun: it wins, the call must not touch the engine.</returns>
    internal bool TryEnter()
    {
        if (Atomic.Increment(ref _calls) > 0)
        {
            return true;
        }
        Atomic.Decrement(ref _calls);
        return false;
    }

    internal void Leave() => Atomic.Decrement(ref _calls);

    /// <summary>Ends the session: nothing is written or posted after it returns.</summary>
    /// <remarks>Calls that had entered before are waited for, so a request cannot slip in behind the cancelling. They
    /// are short. None of them is further up on this thread's own stack: from inside the user's code that runs in a
    /// call (a poster, an unpinning) WSACleanup is refused.</remarks>
    internal void Close()
    {
        Atomic.Add(ref _calls, Closed);
        var spin = new SpinWait();
        while (Atomic.Read(ref _calls) != Closed)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
        Atomic.Write(ref _isClosed, true);
        Engine.CancelAll();
        MessageWindow.RemoveMessagesFrom(this);
        // The engine may take its time over sockets and memory: nobody waits for that.
        _ = Engine.DisposeAsync().AsTask();
    }
}
