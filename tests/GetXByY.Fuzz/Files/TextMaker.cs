using System.Text;

namespace GetXByY.Fuzz.Files;

/// <summary>Makes configuration files: lines put together of words that mean something in one of them, with changes.</summary>
internal sealed class TextMaker
{
    private const int MaxLength = 16 * 1024;

    private static readonly byte[][] s_words = [.. ((string[])
    [
        "nameserver", "search", "domain", "options", "sortlist", "ndots:", "ndots:3", "ndots:99999999999", "ndots:-1",
        "timeout:", "timeout:0", "timeout:30", "attempts:5", "rotate", "use-vc", "no-aaaa", "edns0", "single-request",
        "single-request-reopen", "trust-ad", "no-reload", "no-tld-query", "inet6", "hosts:", "hosts", "passwd:", "files",
        "dns", "myhostname", "resolve", "mdns4_minimal", "mdns", "nis", "[NOTFOUND=return]", "[!UNAVAIL=return]",
        "[SUCCESS=continue", "NOTFOUND=merge]", "[", "]", "[[]]", "127.0.0.1", "::1", "fe80::1%lo", "fe80::1%99999",
        "192.0.2.1", "255.255.255.255", "0x7f.1", "127.1", "1.2.3.4.5", "::ffff:192.0.2.1", "2001:db8::/32", "::", ":::",
        "192.0.2.0/24", "10.0.0.0/255.0.0.0", "/", "%", "localhost", "a.test", "a..b", ".", "..", "-", "xn--", "ä.test",
        "ssh", "22/tcp", "53/udp", "0/tcp", "65535/tcp", "65536/tcp", "99999999999999999999/tcp", "/tcp", "22/", "tcp", "udp",
        "6", "17", "256", "-1", "+6", "0x6", "icmp", "label", "precedence", "scopev4", "reload", "yes", "no",
        "::1/128", "::/96", "2002::/16", "50", "\nlabel 2002::/16 ", "\nprecedence ::ffff:0:0/96 100", "\nscopev4 10.0.0.0/8 5",
        "#", ";", "#comment", "\"", "\\", "\\\n", "\0", "\uFEFF",
    ]).Select(Encoding.UTF8.GetBytes)];

    private static readonly byte[][] s_separators =
        [.. ((string[])[" ", "\t", "  ", "\n", "\n", "\n", "\r\n", "\r", "\v", "\f", "", ":", ","]).Select(Encoding.UTF8.GetBytes)];

    private readonly byte[] _buffer = new byte[MaxLength];
    private int _length;

    internal ReadOnlySpan<byte> Text => _buffer.AsSpan(0, _length);

    internal void Make(ref Chance chance)
    {
        _length = 0;
        int words = chance.OneIn(16) ? chance.Below(1500) : chance.Below(60);
        for (int i = 0; i < words; i++)
        {
            Add(chance.Of<byte[]>(s_words));
            if (chance.OneIn(64))
                Repeat(ref chance);
            Add(chance.OneIn(3) ? chance.Of<byte[]>(s_separators) : " "u8);
        }
        for (int changes = chance.Below(5); changes > 0 && _length > 0; changes--)
        {
            int at = chance.Below(_length);
            if (chance.OneIn(4))
                _length = at;
            else
                _buffer[at] = chance.OneIn(2) ? (byte)chance.Next() : (byte)(_buffer[at] ^ (1 << chance.Below(8)));
        }
    }

    // A word becomes very long.
    private void Repeat(ref Chance chance)
    {
        byte octet = chance.OneIn(2) ? (byte)'a' : (byte)(' ' + chance.Below(95));
        int count = Math.Min(chance.Below(5000), _buffer.Length - _length);
        _buffer.AsSpan(_length, count).Fill(octet);
        _length += count;
    }

    private void Add(ReadOnlySpan<byte> word)
    {
        if (word.Length > _buffer.Length - _length)
            return;
        word.CopyTo(_buffer.AsSpan(_length));
        _length += word.Length;
    }
}
