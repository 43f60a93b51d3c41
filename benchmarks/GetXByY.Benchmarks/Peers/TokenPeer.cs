using System.Net;
using System.Net.Sockets;

namespace GetXByY.Benchmarks;

/// <summary>Tasks that are cancelled by a token each: ours, and those of System.Net.Dns.</summary>
internal sealed class TokenPeer : Peer
{
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _lookUp;
    private Task<IPAddress[]>[] _tasks = [];
    private CancellationTokenSource[] _sources = [];

    private TokenPeer(string name, string conditions, Func<string, CancellationToken, Task<IPAddress[]>> lookUp)
    {
        Name = name;
        Conditions = conditions;
        _lookUp = lookUp;
        Said = "the token's Cancel returns nothing";
    }

    internal override string Name { get; }

    internal override string Conditions { get; }

    internal static TokenPeer Ours(NameResolver resolver) => new(
        "getxbyy-await",
        "GetHostAddressesAsync, a token for each",
        (name, token) => resolver.GetHostAddressesAsync(name, AddressFamily.InterNetwork, token).AsTask());

    internal static TokenPeer SystemNetDns() => new(
        "system-net-dns",
        "Dns.GetHostAddressesAsync, a token for each, all started by the main thread while the pool is cold",
        (name, token) => System.Net.Dns.GetHostAddressesAsync(name, AddressFamily.InterNetwork, token));

    internal override void Reserve(int count)
    {
        _tasks = new Task<IPAddress[]>[count];
        _sources = new CancellationTokenSource[count];
    }

    internal override void Start(int index, string name)
    {
        _sources[index] = new CancellationTokenSource();
        _tasks[index] = _lookUp(name, _sources[index].Token);
    }

    internal override bool Cancel(int index)
    {
        _sources[index].Cancel();
        return true;
    }

    internal override bool HasEnded(int index) => _tasks[index].IsCompleted;

    internal override bool CompletedAfterCancel(int index) => _tasks[index] is { IsCompleted: true, IsCanceled: false };

    internal override bool? LookUp(string name, TimeSpan limit) => Await(_lookUp(name, CancellationToken.None), limit);

    /// <summary>Waits on this thread, which is not one of the pool.</summary>
    internal static bool? Await(Task<IPAddress[]> task, TimeSpan limit)
    {
        try
        {
            return task.Wait(limit) ? task.Result.Length > 0 : null;
        }
        catch (AggregateException e) when (e.InnerException is SocketException)
        {
            return false;
        }
    }
}
