using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace GetXByY.Winsock.Cases;

/// <summary>Writes down what a structure says, through its pointers. Native/structures.c writes the same.</summary>
/// <param name="buffer">Where all pointers must lead to; null for memory that is not ours.</param>
internal sealed unsafe class StructureText(GuardedBuffer? buffer)
{
    internal string Of(string function, void* structure)
    {
        if (structure is null)
            return "NULL";
        if (!CanRead(structure, 16))
            return "too small to be read";
        return function switch
        {
            "hostent" => Host((hostent*)structure),
            "servent" => Service((servent*)structure),
            _ => Protocol((protoent*)structure),
        };
    }

    /// <summary>The first bytes of a buffer, with each pointer into it as the offset that it leads to.</summary>
    internal static string Bytes(GuardedBuffer buffer, int count)
    {
        var text = new StringBuilder();
        ReadOnlySpan<byte> bytes = buffer.Bytes[..Math.Min(count, buffer.Bytes.Length)];
        bool isOffset = false;
        for (int at = 0; at < bytes.Length; at += isOffset ? sizeof(nint) : 1)
        {
            bool follows = isOffset;
            long offset = at + sizeof(nint) <= bytes.Length
                ? BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]) - (long)buffer.Address
                : -1;
            isOffset = offset >= 0 && offset < buffer.Bytes.Length;
            text.Append(at > 0 && (isOffset || follows) ? " " : "");
            text.Append(isOffset ? $"+{offset}" : $"{bytes[at]:x2}");
        }
        return text.ToString();
    }

    private string Host(hostent* host)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"name {Text(host->h_name)} aliases{List(host->h_aliases)}");
        text.Append(CultureInfo.InvariantCulture, $" type {host->h_addrtype} length {host->h_length} addresses");
        if (host->h_addr_list is null || !CanRead(host->h_addr_list, sizeof(nint)))
            return text.Append(host->h_addr_list is null ? " NULL" : " outside").ToString();
        for (byte** each = host->h_addr_list; CanRead(each, sizeof(nint)) && *each is not null; each++)
            text.Append(' ').Append(Address(*each, host->h_length));
        return text.ToString();
    }

    private string Service(servent* service) => string.Create(
        CultureInfo.InvariantCulture,
        $"name {Text(service->s_name)} aliases{List(service->s_aliases)} " +
        $"port {(ushort)IPAddress.NetworkToHostOrder(service->s_port)} proto {Text(service->s_proto)}");

    private string Protocol(protoent* protocol) => string.Create(
        CultureInfo.InvariantCulture,
        $"name {Text(protocol->p_name)} aliases{List(protocol->p_aliases)} number {protocol->p_proto}");

    private string List(byte** list)
    {
        if (list is null || !CanRead(list, sizeof(nint)))
            return list is null ? " NULL" : " outside";
        var text = new StringBuilder();
        for (byte** each = list; CanRead(each, sizeof(nint)) && *each is not null; each++)
            text.Append(' ').Append(Text(*each));
        return text.ToString();
    }

    private string Text(byte* text)
    {
        if (text is null)
            return "NULL";
        var characters = new StringBuilder("\"");
        for (; ; text++)
        {
            if (!CanRead(text, 1))
                return "outside";
            if (*text == 0)
                return characters.Append('"').ToString();
            if (*text is > 0x20 and < 0x7F)
                characters.Append((char)*text);
            else
                characters.Append(CultureInfo.InvariantCulture, $"\\x{*text:x2}");
        }
    }

    private string Address(byte* address, int length) =>
        length is not (4 or 16) || !CanRead(address, length)
            ? "outside"
            : new IPAddress(new ReadOnlySpan<byte>(address, length)).ToString();

    private bool CanRead(void* place, int length) => buffer is null || buffer.Holds(place, length);
}
