using System.Net;
using System.Runtime.InteropServices;
using GetXByY.Winsock;

namespace GetXByY.Simulation;

/// <summary>Reads what a request has left in its buffer, or a call in its thread's memory, as a program in C would.</summary>
internal static unsafe class EntryReader
{
    internal static object Read(Question question, nint address) => question.Kind switch
    {
        QuestionKind.HostByName or QuestionKind.HostByAddress => Host((hostent*)address),
        QuestionKind.ServiceByName or QuestionKind.ServiceByPort => Service((servent*)address),
        _ => new ProtocolEntry(Text(((protoent*)address)->p_name), ((protoent*)address)->p_proto),
    };

    private static HostEntry Host(hostent* host)
    {
        List<IPAddress> addresses = [];
        for (byte** at = host->h_addr_list; *at is not null; at++)
            addresses.Add(new IPAddress(new ReadOnlySpan<byte>(*at, host->h_length)));
        return new HostEntry(Text(host->h_name), [], addresses);
    }

    private static ServiceEntry Service(servent* service) =>
        new(Text(service->s_name), (ushort)IPAddress.NetworkToHostOrder(service->s_port), Text(service->s_proto));

    private static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text)!;
}
