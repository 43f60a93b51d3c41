using System.Text;
using GetXByY.Engine;
using GetXByY.Lookups;

namespace GetXByY.Tests.Simulation;

/// <summary>A face that remembers what it was told, for tests of the engine alone.</summary>
internal sealed class RecordingFace : LookupFace
{
    private readonly TaskCompletionSource<LookupResult<object>> _posted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LookupResult<object> _result;
    private int _writes;
    private int _posts;
    private int _completions;
    private int _cancels;

    internal int Writes => Volatile.Read(ref _writes);

    internal int Posts => Volatile.Read(ref _posts);

    internal int Completions => Volatile.Read(ref _completions);

    internal int Cancels => Volatile.Read(ref _cancels);

    /// <summary>Ends when the completion was handed over.</summary>
    internal Task<LookupResult<object>> Posted => _posted.Task;

    /// <summary>Ends when the cancel was acknowledged.</summary>
    internal Task Acknowledged => _acknowledged.Task;

    /// <summary>Runs inside Write.</summary>
    internal Action? OnWrite { get; init; }

    /// <summary>Runs inside TryPost and says whether it succeeded.</summary>
    internal Func<bool>? OnPost { get; init; }

    internal static uint StartHost(
        LookupEngine engine, RecordingFace face, string name,
        System.Net.Sockets.AddressFamily family = System.Net.Sockets.AddressFamily.InterNetwork, uint timeout = 0) =>
        engine.Start(
            LookupRequest.HostByName(Encoding.UTF8.GetBytes(name), family) with { TimeoutMilliseconds = timeout },
            face, default);

    internal override uint Write(in FaceWords words, in LookupResult<object> result)
    {
        Interlocked.Increment(ref _writes);
        _result = result;
        OnWrite?.Invoke();
        return 42;
    }

    internal override bool TryPost(uint handle, in FaceWords words, uint reply, in LookupResult<object> result)
    {
        Assert.Equal(42u, reply);
        Interlocked.Increment(ref _posts);
        if (OnPost?.Invoke() == false)
            return false;
        Interlocked.Increment(ref _completions);
        _posted.TrySetResult(_result);
        return true;
    }

    internal override bool OnCancelled()
    {
        Interlocked.Increment(ref _cancels);
        return true;
    }

    internal override void Acknowledge() => _acknowledged.TrySetResult();
}
