using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using GetXByY.Lookups;

namespace GetXByY;

// Look-ups that their starter ends, because the answers are kept. While somebody listens all go through the engine, where they are
// told of.
public sealed partial class NameResolver
{
    private bool TryFindKept(
        string name, AddressFamily family, CancellationToken token, [NotNullWhen(true)] out HostEntry? host)
    {
        host = null;
        // What is no name, a resolver that was disposed of and a token that has fired end elsewhere.
        if (name is null || Atomic.Read(ref _disposed) || token.IsCancellationRequested || _observer.IsListening
            || !Engine.TryFindKept(name, family, out host, out int answers))
            return false;
        Engine.CountGiven(answers);
        return true;
    }

    // For a connection, where the turn of the engine is a good part of what the look-up costs: names of the hosts file, too.
    private bool TryFindAtOnce(
        string name, AddressFamily family, CancellationToken token, [NotNullWhen(true)] out HostEntry? host)
    {
        host = null;
        if (Atomic.Read(ref _disposed) || token.IsCancellationRequested || _observer.IsListening)
            return false;
        if (Engine.TryFindInFile(name, family, out host))
            Engine.CountGiven(answers: 0);
        return host is not null || TryFindKept(name, family, token, out host);
    }

    // Against a dispose: it may come before the completion is in the queue. It has returned before its caller learns the handle,
    // and so it has not cancelled this look-up.
    private bool TryGiveKept(
        string name, AddressFamily family, LookupQueue<HostEntry> queue, nint state, out uint handle)
    {
        handle = 0;
        if (name is null || queue is null || Atomic.Read(ref _disposed) || _observer.IsListening
            || !Engine.TryFindKept(name, family, out HostEntry? host, out int answers))
            return false;
        uint issued = Engine.IssueEnded();
        // A full queue is waited for by the engine.
        if (!queue.Face.TryGive(issued, state, host))
            return false;
        Engine.CountGiven(answers);
        handle = issued;
        return true;
    }
}
