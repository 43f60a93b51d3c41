namespace GetXByY.Dns.Transport;

/// <summary>Waits for many sockets at once, and for somebody who ends the wait. Only the pump uses it, but for
/// <see cref="Wake"/>, which any thread may call.</summary>
/// <remarks>Socket.Select would do everywhere, but on Unix it tells a closed server port only of sockets that are listed
/// twice, and poll(2) refuses more entries than there may be open files.</remarks>
internal abstract class SocketWait : IDisposable
{
    /// <summary>The sockets of the last wait on which something happened: something to receive, room to send, an
    /// error.</summary>
    internal List<ChannelSocket> Ready { get; } = [];

    internal static SocketWait Create() => OperatingSystem.IsWindows() ? new SelectWait() : new PollWait();

    /// <summary>Forgets the sockets of the last wait.</summary>
    internal abstract void Clear();

    /// <summary>Adds a socket to the next wait.</summary>
    internal abstract void Add(ChannelSocket socket, bool wantsToSend);

    /// <summary>Waits until something happens, or somebody wakes. What was signalled before it returns is forgotten, so
    /// whatever was signalled for is to be looked at after that.</summary>
    /// <param name="milliseconds">How long at most; it may be shorter.</param>
    /// <exception cref="System.Net.Sockets.SocketException">It cannot be woken any more.</exception>
    internal abstract void Wait(int milliseconds);

    /// <summary>Ends the wait, now or when it next begins.</summary>
    internal abstract void Wake();

    /// <inheritdoc/>
    public abstract void Dispose();
}
