using System.Net.Sockets;
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

    internal Request Last { get; private set; } = null!;

    public uint Start(in LookupRequest request, LookupFace face, in FaceWords words)
    {
        lock (_lock)
        {
            WasUsedAfterCancelAll |= CancelAllCalls > 0;
            if (IsFull)
            {
                return 0;
            }
            Last = new Request(request, face, words) { Handle = NextHandle++ };
            _requests.Add(Last.Handle, Last);
            return Last.Handle;
        }
    }

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
        request.Face.OnCancelled();
        return CancelOutcome.CancelledInFlight;
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
        cancelled.ForEach(request => request.Face.OnCancelled());
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
        Last.Reply = Last.Face.Write(Last.Words, result);
        Last.State = LookupState.Unposted;
    }

    internal bool TryPost()
    {
        Assert.Equal(LookupState.Unposted, Last.State);
        Last.State = LookupState.Posting;
        if (!Last.Face.TryPost(Last.Handle, Last.Words, Last.Reply))
        {
            Last.State = LookupState.Unposted;
            return false;
        }
        Last.State = LookupState.Completed;
        Last.Face.OnCompleted();
        return true;
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

        internal LookupFace Face { get; } = face;

        internal FaceWords Words { get; } = words;

        internal uint Handle { get; init; }

        internal uint Reply { get; set; }

        internal LookupState State { get; set; } = LookupState.Queued;
    }
}
