using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace GetXByY.Tests.Simulation;

/// <summary>A DNS message that a server of the virtual network sends, built octet by octet (RFC 1035 section 4).</summary>
internal sealed class Reply
{
    private readonly List<byte> _bytes = [];
    private uint _ttl = 60;

    /// <summary>Begins a reply that repeats the id and the question of a query.</summary>
    internal Reply(SentMessage query, int rcode = 0)
    {
        _bytes.AddRange(query.Bytes.AsSpan(0, query.QuestionEnd));
        _bytes[2] = 0x81;
        _bytes[3] = (byte)(0x80 | rcode);
        _bytes[6] = _bytes[7] = _bytes[8] = _bytes[9] = _bytes[10] = _bytes[11] = 0;
    }

    internal byte[] Bytes => [.. _bytes];

    /// <summary>Adds an OPT record with options; the records of the answer must be there already.</summary>
    /// <param name="upperRcode">The upper eight bits of the response code.</param>
    /// <param name="options">Codes and data.</param>
    internal Reply Opt(int upperRcode, params (int Code, byte[] Data)[] options)
    {
        byte[] data = [.. options.SelectMany(o =>
            (byte[])[(byte)(o.Code >> 8), (byte)o.Code, (byte)(o.Data.Length >> 8), (byte)o.Data.Length, .. o.Data])];
        _bytes.AddRange([0, 0, 41, 4, 208, (byte)upperRcode, 0, 0, 0, (byte)(data.Length >> 8), (byte)data.Length]);
        _bytes.AddRange(data);
        _bytes[11]++;
        return this;
    }

    /// <summary>Adds an OPT record with the client's cookie and one of the server's.</summary>
    internal Reply WithCookie(SentMessage query, byte[] server, int upperRcode = 0) =>
        Opt(upperRcode, (10, [.. query.Option(10)!.AsSpan(0, 8), .. server]));

    /// <summary>The question's name in small letters.</summary>
    internal Reply InSmallLetters()
    {
        for (int i = 12; _bytes[i] != 0; i++)
            _bytes[i] = (byte)char.ToLowerInvariant((char)_bytes[i]);
        return this;
    }

    internal Reply Truncated()
    {
        _bytes[2] |= 0x02;
        return this;
    }

    internal Reply WithId(int id)
    {
        _bytes[0] = (byte)(id >> 8);
        _bytes[1] = (byte)id;
        return this;
    }

    /// <summary>Changes the first letter of the question's name.</summary>
    internal Reply WithOtherQuestion()
    {
        _bytes[13] = (byte)(_bytes[13] == (byte)'z' ? 'y' : 'z');
        return this;
    }

    internal Reply Address(string address, string? owner = null)
    {
        IPAddress ip = IPAddress.Parse(address);
        byte[] data = ip.GetAddressBytes();
        return Record(owner, data.Length == 4 ? 1 : 28, data);
    }

    internal Reply Alias(string? owner, string target) => Record(owner, 5, NameOf(target));

    /// <summary>An alias of the name that was asked, its target in octets that may end in a pointer.</summary>
    internal Reply AliasOf(byte[] target) => Record(null, 5, target);

    internal Reply Pointer(string target) => Record(null, 12, NameOf(target));

    /// <summary>The TTL of the records that are added from here on, in seconds.</summary>
    internal Reply Ttl(uint seconds)
    {
        _ttl = seconds;
        return this;
    }

    /// <summary>The SOA record of a zone, in the authority section; the records of the answer must be there already.</summary>
    internal Reply Soa(string zone, uint minimum)
    {
        byte[] data = [0, 0, .. new byte[16], .. BigEndian(minimum)];
        _bytes.AddRange([.. NameOf(zone), 0, 6, 0, 1, .. BigEndian(_ttl), 0, (byte)data.Length, .. data]);
        _bytes[9]++;
        return this;
    }

    private static byte[] BigEndian(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private Reply Record(string? owner, int type, byte[] data)
    {
        _bytes.AddRange(owner is null ? [0xC0, 12] : NameOf(owner));
        _bytes.AddRange([(byte)(type >> 8), (byte)type, 0, 1, .. BigEndian(_ttl), (byte)(data.Length >> 8), (byte)data.Length]);
        _bytes.AddRange(data);
        Span<byte> count = [_bytes[6], _bytes[7]];
        BinaryPrimitives.WriteUInt16BigEndian(count, (ushort)(BinaryPrimitives.ReadUInt16BigEndian(count) + 1));
        (_bytes[6], _bytes[7]) = (count[0], count[1]);
        return this;
    }

    private static byte[] NameOf(string name) =>
        [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(l => (byte[])[(byte)l.Length, .. Encoding.ASCII.GetBytes(l)]), 0];
}
