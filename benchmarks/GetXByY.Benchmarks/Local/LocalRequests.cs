using System.Diagnostics;
using System.Runtime.InteropServices;
using GetXByY.Winsock;
using static GetXByY.Winsock.WinSock;

namespace GetXByY.Benchmarks;

/// <summary>One thread that starts requests through the functions of Windows Sockets and takes their messages out of its
/// queue, as a program with a message loop does. The number of a message tells which buffer has the result.</summary>
internal sealed class LocalRequests
{
    private const uint FirstMessage = 0x0400;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly MessageWindow _window;
    private readonly nint _buffers;
    private readonly uint[] _free;
    private int _freeCount;

    internal LocalRequests(int outstanding, string hostsPath)
    {
        ResolverOptions = new NameResolverOptions { HostsPath = hostsPath };
        if (WSAStartup(0x0202, out _) != 0)
            throw new InvalidOperationException("WSAStartup failed");
        _window = MessageWindow.Create();
        _buffers = Marshal.AllocHGlobal((nint)outstanding * MAXGETHOSTSTRUCT);
        _free = new uint[outstanding];
    }

    /// <summary>Asks so many times, and waits for all the messages.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="outstanding">How many requests are outstanding at most.</param>
    /// <param name="requests">How many.</param>
    /// <param name="failures">How many of them had no result.</param>
    /// <returns>How long it took, and how many bytes the whole process allocated meanwhile.</returns>
    internal (TimeSpan Time, long Bytes) Run(LocalQuestion question, int outstanding, int requests, out int failures)
    {
        for (_freeCount = 0; _freeCount < outstanding; _freeCount++)
            _free[_freeCount] = (uint)_freeCount;
        failures = 0;
        MessageQueue queue = MessageQueue.ForCurrentThread;
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        long begun = Stopwatch.GetTimestamp();
        for (int started = 0, ended = 0; ended < requests;)
        {
            for (; started < requests && _freeCount > 0; started++)
                Start(question, question.Names[started % question.Names.Length], _free[--_freeCount]);
            if (!queue.Get(out WindowMessage message, s_patience))
                throw new TimeoutException($"{requests - ended} messages never came");
            do
            {
                ended++;
                _free[_freeCount++] = message.Id - FirstMessage;
                if (WSAGETASYNCERROR(message.LParam) != 0)
                    failures++;
            }
            while (queue.Peek(out message));
        }
        TimeSpan time = Stopwatch.GetElapsedTime(begun);
        return (time, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }

    private void Start(LocalQuestion question, string name, uint slot)
    {
        nint buffer = _buffers + ((nint)slot * MAXGETHOSTSTRUCT);
        uint message = FirstMessage + slot;
        nint handle = question.Database switch
        {
            "service" => WSAAsyncGetServByName(
                _window.Handle, message, name, LocalQuestion.Protocol, buffer, MAXGETHOSTSTRUCT),
            "protocol" => WSAAsyncGetProtoByName(_window.Handle, message, name, buffer, MAXGETHOSTSTRUCT),
            _ => WSAAsyncGetHostByName(_window.Handle, message, name, buffer, MAXGETHOSTSTRUCT),
        };
        if (handle == 0)
            throw new InvalidOperationException($"nothing was started: {WSAGetLastError()}");
    }
}
