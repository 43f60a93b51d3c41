using System.Net;
using GetXByY.Dns.Resolution;

namespace GetXByY.Stress;

/// <summary>A transport for look-ups that never ask a server.</summary>
internal sealed class NoTransport : ITransport
{
    public bool TryOpenDatagram(int channel, IPEndPoint server) => throw new NotSupportedException();

    public void OpenStream(int channel, IPEndPoint server) => throw new NotSupportedException();

    public SendOutcome Send(int channel, ReadOnlySpan<byte> message) => throw new NotSupportedException();

    public void Close(int channel) => throw new NotSupportedException();
}
