using System.Diagnostics;
using System.Runtime.InteropServices;
using GetXByY.Winsock;
using static GetXByY.Winsock.WinSock;

namespace GetXByY.Benchmarks;

/// <summary>GetXByY through the functions of Windows Sockets, with buffers in native memory and a window of the main
/// thread.</summary>
internal sealed class WinSockPeer : Peer
{
    private const uint Message = 0x0400;

    // What a buffer begins with. No silent look-up has anything to write, before its cancel or after it.
    private const long Untouched = 0x5AA5_5AA5_5AA5_5AA5;

    private readonly MessageWindow _window;
    private nint[] _handles = [];
    private bool[] _hasMessage = [];
    private nint _buffers;
    private readonly nint _probeBuffer = Marshal.AllocHGlobal(MAXGETHOSTSTRUCT);

    internal WinSockPeer(NameResolverOptions options)
    {
        ResolverOptions = options;
        if (WSAStartup(0x0202, out _) != 0)
            throw new InvalidOperationException("WSAStartup failed");
        _window = MessageWindow.Create();
    }

    internal override string Name => "getxbyy-winsock";

    internal override string Conditions => "WSAAsyncGetHostByName with a native buffer, and WSACancelAsyncRequest";

    internal override void Reserve(int count)
    {
        // Old buffers are given back only here: the handles before are cancelled, or the process is about to end.
        Marshal.FreeHGlobal(_buffers);
        _buffers = Marshal.AllocHGlobal((nint)count * MAXGETHOSTSTRUCT);
        _handles = new nint[count];
        _hasMessage = new bool[count];
        for (int i = 0; i < count; i++)
            Marshal.WriteInt64(Buffer(i), Untouched);
    }

    internal override void Start(int index, string name)
    {
        _handles[index] = WSAAsyncGetHostByName(_window.Handle, Message, name, Buffer(index), MAXGETHOSTSTRUCT);
        if (_handles[index] == 0)
            throw new InvalidOperationException($"WSAAsyncGetHostByName: {WSAGetLastError()}");
    }

    internal override bool Cancel(int index)
    {
        if (WSACancelAsyncRequest(_handles[index]) != 0)
        {
            Said = $"-1, error {WSAGetLastError()}";
            return false;
        }
        Said = "0; no message, and the buffer may be freed";
        return true;
    }

    internal override bool HasEnded(int index)
    {
        TakeMessages();
        return _hasMessage[index];
    }

    internal override bool CompletedAfterCancel(int index)
    {
        TakeMessages();
        return _hasMessage[index] || Marshal.ReadInt64(Buffer(index)) != Untouched;
    }

    internal override bool? LookUp(string name, TimeSpan limit)
    {
        nint handle = WSAAsyncGetHostByName(_window.Handle, Message, name, _probeBuffer, MAXGETHOSTSTRUCT);
        var watch = Stopwatch.StartNew();
        MessageQueue queue = MessageQueue.ForCurrentThread;
        while (limit > watch.Elapsed && queue.Get(out WindowMessage message, limit - watch.Elapsed))
        {
            if ((nint)message.WParam == handle)
                return WSAGETASYNCERROR(message.LParam) == 0;
            Note(message);
        }
        return null;
    }

    private nint Buffer(int index) => _buffers + ((nint)index * MAXGETHOSTSTRUCT);

    private void TakeMessages()
    {
        while (MessageQueue.ForCurrentThread.Peek(out WindowMessage message))
            Note(message);
    }

    private void Note(in WindowMessage message)
    {
        int index = Array.IndexOf(_handles, (nint)message.WParam);
        if (index >= 0)
            _hasMessage[index] = true;
    }
}
