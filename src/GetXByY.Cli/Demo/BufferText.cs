using System.Net;
using System.Runtime.InteropServices;
using GetXByY.Winsock;

namespace GetXByY.Cli.Demo;

/// <summary>Reads the structures that the functions wrote, as an old program would.</summary>
internal static unsafe class BufferText
{
    internal static string Host(nint buffer)
    {
        var host = (hostent*)buffer;
        List<string> addresses = [];
        for (byte** address = host->h_addr_list; *address != null; address++)
            addresses.Add(new IPAddress(new ReadOnlySpan<byte>(*address, host->h_length)).ToString());
        return $"{Text(host->h_name)}{Aliases(host->h_aliases)} {string.Join(' ', addresses)}";
    }

    internal static string Service(nint buffer)
    {
        var service = (servent*)buffer;
        int port = (ushort)IPAddress.NetworkToHostOrder(service->s_port);
        return $"{Text(service->s_name)} {port}/{Text(service->s_proto)}{Aliases(service->s_aliases)}";
    }

    internal static string Protocol(nint buffer)
    {
        var protocol = (protoent*)buffer;
        return $"{Text(protocol->p_name)} {protocol->p_proto}{Aliases(protocol->p_aliases)}";
    }

    private static string Aliases(byte** aliases)
    {
        List<string> names = [];
        for (; *aliases != null; aliases++)
            names.Add(Text(*aliases));
        return names.Count == 0 ? "" : $" ({string.Join(", ", names)})";
    }

    private static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text)!;
}
