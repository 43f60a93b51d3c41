using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using GetXByY.Winsock;
using static GetXByY.Winsock.WinSock;

namespace GetXByY.Benchmarks;

/// <summary>One thread that starts requests through the functions of Windows Sockets and takes their messages out of its
/// queue. The number of a message tells which buffer has the result.</summary>
internal sealed class WinSockSubject : Subject
{
    private const uint FirstMessage = 0x0400;

    private readonly MessageWindow _window;

    // The program's, which has them for all its requests: the first round, which is not counted, is the first to touch them.
    private nint _buffers;
    private int _count;

    internal WinSockSubject(NameResolverOptions options)
    {
        ResolverOptions = options;
        if (WSAStartup(0x0202, out _) != 0)
            throw new InvalidOperationException("WSAStartup failed");
        _window = MessageWindow.Create();
    }

    internal override string Name => "getxbyy-winsock";

    internal override string Conditions => "WSAAsyncGetHostByName; one thread starts all and takes the messages";

    internal override int LookUp(string[] names, AddressFamily family, int outstanding)
    {
        MakeBuffers(outstanding);
        var free = new Stack<uint>(Enumerable.Range(0, outstanding).Select(i => (uint)i));
        MessageQueue queue = MessageQueue.ForCurrentThread;
        int started = 0, ended = 0, failures = 0;
        while (ended < names.Length)
        {
            long begin = Stopwatch.GetTimestamp();
            for (; started < names.Length && free.TryPop(out uint slot); started++)
            {
                nint buffer = _buffers + ((nint)slot * MAXGETHOSTSTRUCT);
                if (WSAAsyncGetHostByName(
                    _window.Handle, FirstMessage + slot, names[started], buffer, MAXGETHOSTSTRUCT) == 0)
                    throw new InvalidOperationException($"nothing was started: {WSAGetLastError()}");
            }
            WindowMessage message = queue.Get();
            Note(begin);
            do
            {
                ended++;
                free.Push(message.Id - FirstMessage);
                if (WSAGETASYNCERROR(message.LParam) != 0)
                    failures++;
            }
            while (queue.Peek(out message));
        }
        return failures;
    }

    private void MakeBuffers(int count)
    {
        if (count <= _count)
            return;
        _buffers = Marshal.ReAllocHGlobal(_buffers, (nint)count * MAXGETHOSTSTRUCT);
        _count = count;
    }
}
