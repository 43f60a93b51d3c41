using System.Net.Sockets;

namespace GetXByY;

/// <summary>A host none of whose addresses could be connected to. Its <see cref="SocketException.SocketErrorCode"/> is that
/// of the first attempt that failed.</summary>
public sealed class ConnectException : SocketException
{
    private const int MaxShown = 8;

    /// <summary>Makes the exception of some failed attempts.</summary>
    /// <param name="host">The host.</param>
    /// <param name="port">The port, in host byte order.</param>
    /// <param name="attempts">The attempts, at least one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="attempts"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="attempts"/> is empty.</exception>
    public ConnectException(string host, int port, IReadOnlyList<FailedConnection> attempts)
        : base((int)FirstOf(attempts).Error.SocketErrorCode, Text(host, port, attempts))
    {
        Attempts = attempts;
    }

    /// <summary>All attempts, in the order in which they failed.</summary>
    public IReadOnlyList<FailedConnection> Attempts { get; }

    private static FailedConnection FirstOf(IReadOnlyList<FailedConnection> attempts)
    {
        ArgumentNullException.ThrowIfNull(attempts);
        return attempts.Count > 0 ? attempts[0] : throw new ArgumentException("At least one is needed.", nameof(attempts));
    }

    private static string Text(string host, int port, IReadOnlyList<FailedConnection> attempts)
    {
        string shown = string.Join("; ", attempts.Take(MaxShown));
        string more = attempts.Count > MaxShown ? $"; and {attempts.Count - MaxShown} more" : "";
        return $"Could not connect to host '{host}', port {port}: {shown}{more}";
    }
}
