using System.Buffers.Binary;

namespace GetXByY.Tests.Dns.Message;

/// <summary>A response put together octet by octet, with counts that may lie.</summary>
internal sealed class Response
{
    internal const ushort Id = 0x1234;

    private readonly List<byte> _octets = [];
    private int _answers;

    internal Response(string qname, ushort qtype, ushort flags = 0x8180)
    {
        Number(Id).Number(flags).Number(1).Number(0).Number(0).Number(0);
        Octets(Wire.Name(qname)).Number(qtype).Number(1);
    }

    /// <summary>Where the next octet will stand.</summary>
    internal int Position => _octets.Count;

    internal Response Octets(params ReadOnlySpan<byte> octets)
    {
        _octets.AddRange(octets);
        return this;
    }

    internal Response Number(int number) => Octets((byte)(number >> 8), (byte)number);

    /// <summary>One answer; NAME as octets, so that it may be a pointer.</summary>
    internal Response Answer(byte[] owner, ushort type, byte[] data, uint ttl = 300, ushort rrclass = 1)
    {
        _answers++;
        return Record(owner, type, data, ttl, rrclass);
    }

    internal Response A(string owner, string address, uint ttl = 300) =>
        Answer(Wire.Name(owner), 1, System.Net.IPAddress.Parse(address).GetAddressBytes(), ttl);

    internal Response CName(string owner, string target, uint ttl = 300) =>
        Answer(Wire.Name(owner), 5, Wire.Name(target), ttl);

    internal Response Ptr(string owner, string target, uint ttl = 300) =>
        Answer(Wire.Name(owner), 12, Wire.Name(target), ttl);

    /// <summary>A record without a claim in the header.</summary>
    internal Response Record(byte[] owner, ushort type, byte[] data, uint ttl = 300, ushort rrclass = 1) =>
        Octets(owner).Number(type).Number(rrclass).Number((int)(ttl >> 16)).Number((ushort)ttl)
            .Number(data.Length).Octets(data);

    internal byte[] ToArray(int? qdcount = null, int? ancount = null, int nscount = 0, int arcount = 0)
    {
        byte[] message = [.. _octets];
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(4), (ushort)(qdcount ?? 1));
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), (ushort)(ancount ?? _answers));
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(8), (ushort)nscount);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(10), (ushort)arcount);
        return message;
    }
}
