using System.Collections.Concurrent;
using System.Net.Sockets;
using GetXByY.Databases;
using GetXByY.Lookups;

namespace GetXByY.Winsock.Tests;

/// <summary>An engine that moves only when the test says so, over the transitions of LookupState.cs.</summary>
internal sealed class ManualEngine : IRequestEngine
{
    private readonly Lock _lock = new();
    private readonly Dictionary<uint, Request> _requests = [];

    internal uint NextHandle { get; set; } = 1;

    internal bool IsFull { get; set; }

    public bool IsDown { get; set; }

    /// <summary>Whether it goes down just when a request is to be started.</summary>
    internal bool GoesDownAtStart { get; set; }

    internal bool IsDisposed { get; private set; }

    internal int CancelAllCalls { get; private set; }

    internal bool WasUsedAfterCancelAll { get; private set; }

    internal int Count
    {
        get
        {
            lock (_lock)
            {
                return _requests.Count;
            }
        }
    }

    public ServicesTable Services { get; set; } = ServicesTable.Load("", []);

    /// <summary>What the pool is to do, and does only when it is told to.</summary>
    internal ConcurrentQueue<Action> Pool { get; } = [];

    /// <summary>Called when a request is submitted.</summary>
    internal Action OnSubmit { get; set; } = () => { };

    internal Request Last { get; private set; } = null!;

    public uint Start(in LookupRequest request, LookupFace face, in FaceWords words)
    {
        lock (_lock)
        {
            WasUsedAfterCancelAll |= CancelAllCalls > 0;
            IsDown |= GoesDownAtStart;
            if (IsFull || GoesDownAtStart)
            {
                return 0;
            }
            Last = new Request(request, face, words) { Handle = NextHandle++ };
            _requests.Add(Last.Handle, Last);
            return Last.Handle;
        }
    }

    public bool TryBegin(
        in LookupRequest request, LookupFace face, in FaceWords words, out uint handle, out int cell)
    {
        handle = Start(request, face, words);
        cell = (int)handle;
        return handle != 0;
    }

    public void Submit(int cell) => OnSubmit();

    public void Queue(IThreadPoolWorkItem item) => Pool.Enqueue(item.Execute);

    public CancelOutcome Cancel(uint handle)
    {
        Request? request;
        lock (_lock)
        {
            WasUsedAfterCancelAll |= CancelAllCalls > 0;
            if (!_requests.TryGetValue(handle, out request))
            {
                return CancelOutcome.Unknown;
            }
            switch (request.State)
            {
                case LookupState.Completed:
                    return CancelOutcome.AlreadyCompleted;
                case LookupState.Cancelled:
                    return CancelOutcome.AlreadyCancelled;
                default:
                    request.State = LookupState.Cancelled;
                    break;
            }
        }
        End(request);
        return CancelOutcome.CancelledInFlight;
    }

    /// <summary>What happens while a thread waits.</summary>
    internal Action? OnWait { get; set; }

    /// <summary>What the addresses of a host become before a call that waits for them returns them.</summary>
    internal Func<HostEntry, HostEntry> OnArrange { get; set; } = host => host;

    public HostEntry Arrange(HostEntry host) => OnArrange(host);

    public void Wait(BlockingCall call, int milliseconds)
    {
        Assert.NotNull(OnWait); // or it would wait for ever
        OnWait();
    }

    public int CancelAll()
    {
        List<Request> cancelled;
        lock (_lock)
        {
            CancelAllCalls++;
            cancelled = [.. _requests.Values.Where(
                request => request.State is not (LookupState.Completed or LookupState.Cancelled))];
            cancelled.ForEach(request => request.State = LookupState.Cancelled);
        }
        cancelled.ForEach(End);
        return cancelled.Count;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes and posts the last request's result, as the engine's finisher does.</summary>
    internal void Complete(object entry) => Complete(new LookupResult<object>(entry));

    internal void Complete(LookupResult<object> result)
    {
        Write(result);
        Assert.True(TryPost());
    }

    internal void Write(LookupResult<object> result)
    {
        Assert.Equal(LookupState.Queued, Last.State);
        Last.State = LookupState.Writing;
        Last.Result = result;
        Last.Reply = Last.Face.Write(Last.Words, result);
        Last.State = LookupState.Unposted;
    }

    internal bool TryPost()
    {
        Assert.Equal(LookupState.Unposted, Last.State);
        Last.State = LookupState.Posting;
        if (!Last.Face.TryPost(Last.Handle, Last.Words, Last.Reply, Last.Result))
        {
            Last.State = LookupState.Unposted;
            return false;
        }
        Last.State = LookupState.Completed;
        return true;
    }

    /// <summary>Does all that the pool is to do.</summary>
    internal void RunPool()
    {
        while (Pool.TryDequeue(out Action? item))
        {
            item();
        }
    }

    private void End(Request request)
    {
        if (request.Face.OnCancelled())
        {
            Pool.Enqueue(request.Face.Acknowledge);
        }
    }

    /// <summary>One request, with its arguments copied.</summary>
    internal sealed class Request(in LookupRequest request, LookupFace face, in FaceWords words)
    {
        internal LookupKind Kind { get; } = request.Kind;

        internal byte[] Argument { get; } = request.Argument.ToArray();

        internal byte[] Protocol { get; } = request.Protocol.ToArray();

        internal bool HasProtocol { get; } = request.HasProtocol;

        internal AddressFamily Family { get; } = request.Family;

        internal uint Number { get; } = request.Number;

        internal uint Timeout { get; } = request.TimeoutMilliseconds;

        internal LookupFace Face { get; } = face;

        internal FaceWords Words { get; } = words;

        internal uint Handle { get; init; }

        internal LookupResult<object> Result { get; set; }

        internal uint Reply { get; set; }

        internal LookupState State { get; set; } = LookupState.Queued;
    }
}
