using System.Diagnostics;
using GetXByY.Winsock;
using static GetXByY.Winsock.WinSock;

namespace AsyncLookups;

/// <summary>Starts the requests, takes their messages, and cancels what takes too long.</summary>
internal sealed class MessageLoop(MessageWindow window, List<Request> requests, TimeSpan patience)
{
    private const uint WM_ASYNCGET = 0x0400 + 77;

    // Outstanding requests by their handles, as the messages name them.
    private readonly Dictionary<nint, Request> _outstanding = [];

    internal void Run()
    {
        foreach (Request request in requests)
        {
            Start(request);
        }
        long begun = Stopwatch.GetTimestamp();
        while (_outstanding.Count > 0)
        {
            TimeSpan left = patience - Stopwatch.GetElapsedTime(begun);
            if (left > TimeSpan.Zero && MessageQueue.ForCurrentThread.Get(out WindowMessage message, left))
            {
                OnMessage(message);
            }
            else
            {
                CancelAll();
            }
        }
    }

    private void Start(Request request)
    {
        nint handle = request.Start(window.Handle, WM_ASYNCGET);
        if (handle == 0)
        {
            Console.WriteLine($"{request}: error {WSAGetLastError()} at the start");
            request.Free();
            return;
        }
        // The message may be in the queue already, but this thread, which owns the window, has not looked yet.
        _outstanding.Add(handle, request);
    }

    private void OnMessage(in WindowMessage message)
    {
        if (message.Id != WM_ASYNCGET || !_outstanding.Remove((nint)message.WParam, out Request? request))
        {
            return;
        }
        int error = WSAGETASYNCERROR(message.LParam);
        if (error == WSAENOBUFS)
        {
            request.Grow(WSAGETASYNCBUFLEN(message.LParam));
            Start(request);
            return;
        }
        request.Succeeded = error == 0;
        Console.WriteLine($"{request}: {(error == 0 ? request.Describe() : $"error {error}")}");
        request.Free();
    }

    // A cancel that fails is no error: the message is in the queue and comes with the next turns.
    private void CancelAll()
    {
        foreach ((nint handle, Request request) in _outstanding.ToArray())
        {
            if (WSACancelAsyncRequest(handle) == 0)
            {
                _outstanding.Remove(handle);
                request.Free();
                Console.WriteLine($"{request}: cancelled");
            }
        }
        while (MessageQueue.ForCurrentThread.Peek(out WindowMessage message))
        {
            OnMessage(message);
        }
    }
}
