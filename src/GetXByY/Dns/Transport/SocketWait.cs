namespace GetXByY.Dns.Transport;

/// <summary>Waits for many sockets at once. Only the pump uses it.</summary>
/// <remarks>Socket.Select would do everywhere, but on Unix it tells a closed server port only of sockets that are listed
/// twice, and poll(2) refuses more entries than there may be open files.</remarks>
internal abstract class SocketWait
{
    /// <summary>The sockets of the last wait on which something happened: something to receive, room to send, an
    /// error.</summary>
    internal List<ChannelSocket> Ready { get; } = [];

    internal static SocketWait Create() => OperatingSystem.IsWindows() ? new SelectWait() : new PollWait();

    /// <summary>Forgets the sockets of the last wait.</summary>
    internal abstract void Clear();

    /// <summary>Adds a socket to the next wait.</summary>
    internal abstract void Add(ChannelSocket socket, bool wantsToSend);

    /// <summary>Waits.</summary>
    /// <param name="milliseconds">How long at most; -1 for as long as it takes.</param>
    internal abstract void Wait(int milliseconds);
}
