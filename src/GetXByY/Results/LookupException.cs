using System.Net.Sockets;

namespace GetXByY;

/// <summary>A look-up that found nothing. Its <see cref="SocketException.SocketErrorCode"/> is HostNotFound, TryAgain,
/// NoRecovery or NoData, so code that catches what System.Net.Dns throws goes on working.</summary>
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

    /// <summary>Why nothing was found.</summary>
    public LookupError Error { get; }
}
