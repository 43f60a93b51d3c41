using System.Net.Sockets;

namespace GetXByY;

/// <summary>A look-up that found nothing. Its <see cref="SocketException.SocketErrorCode"/> is HostNotFound, TryAgain,
/// NoRecovery, NoData or, when the resolver itself has failed, NetworkDown, so code that catches what System.Net.Dns throws goes on working.</summary>
public sealed class LookupException : SocketException
{
    /// <summary>Makes the exception for an error.</summary>
    /// <param name="error">Why nothing was found.</param>
    /// <param name="message">What was looked up, what went wrong and what can be done.</param>
    public LookupException(LookupError error, string message)
        : base((int)error, message)
    {
        Error = error;
    }

    internal LookupException(LookupError error, string message, ExtendedError? extendedError)
        : this(error, message) => ExtendedError = extendedError;

    /// <summary>Why nothing was found.</summary>
    public LookupError Error { get; }

    /// <summary>What the name server said about it.</summary>
    /// <value>Null, the ordinary case, where it said nothing (RFC 8914). Otherwise the message ends in it.</value>
    public ExtendedError? ExtendedError { get; }
}
