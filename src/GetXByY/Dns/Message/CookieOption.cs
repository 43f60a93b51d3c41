namespace GetXByY.Dns.Message;

// RFC 7873 4.1 and 4.2, the OPTION-DATA:
//
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                  Client Cookie, 8 octets                      |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   /       Server Cookie, 8 to 32 octets, or none                  /
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+

/// <summary>The two parts of a DNS cookie (RFC 7873 4).</summary>
internal readonly ref struct CookieOption
{
    internal const int ClientLength = 8;
    internal const int MinServerLength = 8;
    internal const int MaxServerLength = 32;
    internal const int MaxLength = ClientLength + MaxServerLength;

    private CookieOption(ReadOnlySpan<byte> data)
    {
        ClientCookie = data[..ClientLength];
        ServerCookie = data[ClientLength..];
    }

    /// <summary>What the client made of whom it asks.</summary>
    internal ReadOnlySpan<byte> ClientCookie { get; }

    /// <summary>What the server made of who asks it; empty where it made nothing.</summary>
    internal ReadOnlySpan<byte> ServerCookie { get; }

    /// <summary>Takes the data of an option apart. False when its length is none that a cookie has (RFC 7873
    /// 5.2.2).</summary>
    internal static bool TryRead(ReadOnlySpan<byte> data, out CookieOption cookie)
    {
        cookie = default;
        if (data.Length != ClientLength && data.Length is < ClientLength + MinServerLength or > MaxLength)
            return false;
        cookie = new CookieOption(data);
        return true;
    }
}
