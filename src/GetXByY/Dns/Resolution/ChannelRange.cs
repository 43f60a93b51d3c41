using System.Net;

namespace GetXByY.Dns.Resolution;

/// <summary>The channels of one resolver among those of a transport: numbers from 0 for the resolver, from
/// <see cref="First"/> for the transport. Only the pump uses it.</summary>
internal sealed class ChannelRange(ITransport transport, int first, int count) : ITransport
{
    private readonly bool[] _isOpen = new bool[count];

    internal int First { get; } = first;

    internal int Count { get; } = count;

    /// <summary>Whose channels they are.</summary>
    internal StubResolver Resolver { get; set; } = null!;

    /// <summary>Closes what is open. Nothing of it is reported any more.</summary>
    internal void CloseAll()
    {
        for (int i = 0; i < Count; i++)
        {
            if (_isOpen[i])
                Close(i);
        }
    }

    /// <inheritdoc/>
    public bool TryOpenDatagram(int channel, IPEndPoint server) =>
        _isOpen[channel] = transport.TryOpenDatagram(First + channel, server);

    /// <inheritdoc/>
    public void OnShared(int channel) => transport.OnShared(First + channel);

    /// <inheritdoc/>
    public void OpenStream(int channel, IPEndPoint server)
    {
        _isOpen[channel] = true;
        transport.OpenStream(First + channel, server);
    }

    /// <inheritdoc/>
    public SendOutcome Send(int channel, ReadOnlySpan<byte> message) => transport.Send(First + channel, message);

    /// <inheritdoc/>
    public SendOutcome SendAlone(int channel, ReadOnlySpan<byte> message) =>
        transport.SendAlone(First + channel, message);

    /// <inheritdoc/>
    public void Flush() => transport.Flush();

    /// <inheritdoc/>
    public int ReceiveBuffer => transport.ReceiveBuffer;

    /// <inheritdoc/>
    public IPAddress? LocalAddressOf(int channel) => transport.LocalAddressOf(First + channel);

    /// <inheritdoc/>
    public void Close(int channel)
    {
        _isOpen[channel] = false;
        transport.Close(First + channel);
    }
}
