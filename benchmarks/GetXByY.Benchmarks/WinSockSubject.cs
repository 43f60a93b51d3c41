using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using GetXByY.Winsock;
using static GetXByY.Winsock.WinSock;

namespace GetXByY.Benchmarks;

/// <summary>One thread that starts requests through the functions of Windows Sockets, with native buffers, and takes their
/// messages out of its queue.</summary>
internal sealed class WinSockSubject : Subject
{
    private const uint FirstMessage = 0x0400;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    internal WinSockSubject(NameResolverOptions options)
        : base("getxbyy-winsock")
    {
        ResolverOptions = options;
        if (WSAStartup(0x0202, out _) != 0)
            throw new InvalidOperationException("WSAStartup failed");
    }

    // A hostent has addresses of IPv4 alone.
    internal override bool Knows(AddressFamily family) => family == AddressFamily.InterNetwork;

    // Messages come to the thread that has made the window.
    internal override Task<(TimeSpan Time, int Failures)> RunAsync(AddressFamily family, int outstanding, int names) =>
        Task.Factory.StartNew(() => Run(outstanding, names), TaskCreationOptions.LongRunning);

    private static (TimeSpan Time, int Failures) Run(int outstanding, int names)
    {
        MessageWindow window = MessageWindow.Create();
        MessageQueue queue = MessageQueue.ForCurrentThread;
        nint buffers = Marshal.AllocHGlobal((nint)outstanding * MAXGETHOSTSTRUCT);
        var free = new Stack<uint>(Enumerable.Range(0, outstanding).Select(i => (uint)i));
        int failures = 0;
        var watch = Stopwatch.StartNew();
        for (int started = 0, ended = 0; ended < names;)
        {
            for (; started < names && free.Count > 0; started++)
                Start(window, NameOf(started), buffers, free.Pop());
            if (!queue.Get(out WindowMessage message, s_patience))
                throw new TimeoutException($"{names - ended} messages never came");
            do
            {
                ended++;
                free.Push(message.Id - FirstMessage);
                if (WSAGETASYNCERROR(message.LParam) != 0)
                    failures++;
            }
            while (queue.Peek(out message));
        }
        TimeSpan time = watch.Elapsed;
        window.Dispose();
        Marshal.FreeHGlobal(buffers);
        return (time, failures);
    }

    private static void Start(MessageWindow window, string name, nint buffers, uint slot)
    {
        nint buffer = buffers + ((nint)slot * MAXGETHOSTSTRUCT);
        if (WSAAsyncGetHostByName(window.Handle, FirstMessage + slot, name, buffer, MAXGETHOSTSTRUCT) == 0)
            throw new InvalidOperationException($"nothing was started: {WSAGetLastError()}");
    }
}
