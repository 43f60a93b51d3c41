using System.Buffers.Binary;
using System.Net;
using GetXByY.Dns.Message;

namespace GetXByY.Dns.Resolution;

/// <summary>The cookies between us and one server (RFC 7873, RFC 9018). Only the pump uses it.</summary>
/// <remarks>Our own is a keyed hash of the server's address and of ours (RFC 9018 section 3), so that nobody can follow us
/// from one network to another by it. When our address changes the answers to what was sent before still bear the
/// former one.</remarks>
internal sealed class ServerCookies(KeyedHash hash, IPEndPoint server)
{
    // How often, in milliseconds, our own address is looked at: each time is a system call.
    private const uint LookAgain = 1000;

    private readonly byte[] _server = new byte[CookieOption.MaxServerLength];
    private int _serverLength;
    private ulong _client;
    private ulong _former;
    private bool _wasLooked;
    private uint _lookedAt;

    /// <summary>Whether the server has sent our cookie back over UDP, so that it can be expected to.</summary>
    internal bool AreExpected { get; private set; }

    /// <summary>Whether it is time to say from which address we ask.</summary>
    internal bool WantsAddress(uint now) => !_wasLooked || now - _lookedAt >= LookAgain;

    /// <summary>Says from which address we ask.</summary>
    /// <param name="local">The address; null where the transport has none.</param>
    /// <param name="now">The time.</param>
    internal void UseAddress(IPAddress? local, uint now)
    {
        ulong client = Make(local);
        if (_wasLooked && client != _client)
        {
            _former = _client;
            // It was made for the other address.
            _serverLength = 0;
        }
        else if (!_wasLooked)
        {
            _former = client;
        }
        _client = client;
        _wasLooked = true;
        _lookedAt = now;
    }

    /// <summary>Writes the cookie of a query.</summary>
    /// <returns>The octets written.</returns>
    internal int Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _client);
        _server.AsSpan(0, _serverLength).CopyTo(destination[CookieOption.ClientLength..]);
        return CookieOption.ClientLength + _serverLength;
    }

    /// <summary>Whether an answer bears our cookie; then the server's is kept for the next query.</summary>
    /// <param name="data">The data of the option.</param>
    /// <param name="overTcp">Whether it came over TCP, which may reach another server than UDP does.</param>
    internal bool TryLearn(ReadOnlySpan<byte> data, bool overTcp)
    {
        if (!CookieOption.TryRead(data, out CookieOption cookie))
            return false;
        ulong client = BinaryPrimitives.ReadUInt64BigEndian(cookie.ClientCookie);
        if (client != _client && client != _former)
            return false;
        if (!cookie.ServerCookie.IsEmpty && client == _client)
        {
            cookie.ServerCookie.CopyTo(_server);
            _serverLength = cookie.ServerCookie.Length;
        }
        AreExpected |= !overTcp;
        return true;
    }

    /// <summary>The server has cookies no more, or never really had.</summary>
    internal void Forget()
    {
        AreExpected = false;
        _serverLength = 0;
    }

    private ulong Make(IPAddress? local)
    {
        Span<byte> addresses = stackalloc byte[2 * 16];
        server.Address.TryWriteBytes(addresses, out int length);
        if (local is not null && local.TryWriteBytes(addresses[length..], out int localLength))
            length += localLength;
        return hash.Of(addresses[..length]);
    }
}
