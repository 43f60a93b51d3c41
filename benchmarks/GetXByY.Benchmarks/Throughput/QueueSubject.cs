using System.Diagnostics;
using System.Net.Sockets;

namespace GetXByY.Benchmarks;

/// <summary>One thread that starts look-ups by handle and takes their results out of one queue, or one method that does, and awaits
/// what it cannot take at once.</summary>
internal sealed class QueueSubject(string name, NameResolver resolver) : Subject
{
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(200);

    private readonly LookupQueue<HostEntry> _queue = new();

    internal override string Name => name;

    /// <summary>The one that awaits.</summary>
    internal const string Reader = "getxbyy-reader";

    private bool Awaits => name == Reader;

    internal override string Conditions => Awaits
        ? "TryStartGetHostByName; one async method starts all and reads the completions"
        : "TryStartGetHostByName; one thread starts all and takes the completions";

    internal override int LookUp(string[] names, AddressFamily family, int outstanding) => Awaits
        ? Task.Run(() => LookUpAsync(names, family, outstanding)).GetAwaiter().GetResult()
        : LookUpBlocking(names, family, outstanding);

    internal override (long Sent, long Dropped)? CountDatagrams()
    {
        // A socket tells what it has dropped when it is closed, a moment after its last answer.
        Thread.Sleep(s_moment);
        ResolverSnapshot snapshot = resolver.TakeSnapshot();
        return (snapshot.Servers.Sum(s => s.Sent), snapshot.UdpOverflow);
    }

    private int LookUpBlocking(string[] names, AddressFamily family, int outstanding)
    {
        int started = 0, ended = 0, failures = 0;
        while (ended < names.Length)
        {
            long begin = Stopwatch.GetTimestamp();
            Start(names, family, ended + outstanding, ref started);
            LookupCompletion<HostEntry> completion = _queue.Take();
            Note(begin);
            Count(completion, family, ref ended, ref failures);
        }
        return failures;
    }

    private async Task<int> LookUpAsync(string[] names, AddressFamily family, int outstanding)
    {
        int started = 0, ended = 0, failures = 0;
        while (ended < names.Length)
        {
            long begin = Stopwatch.GetTimestamp();
            Start(names, family, ended + outstanding, ref started);
            LookupCompletion<HostEntry> completion;
            while (!_queue.Reader.TryRead(out completion))
                await _queue.Reader.WaitToReadAsync();
            Note(begin);
            Count(completion, family, ref ended, ref failures);
        }
        return failures;
    }

    private void Start(string[] names, AddressFamily family, int most, ref int started)
    {
        for (; started < names.Length && started < most; started++)
        {
            if (!resolver.TryStartGetHostByName(names[started], _queue, out _, 0, family))
                throw new InvalidOperationException("nothing was started");
        }
    }

    // It, and all that came with it.
    private void Count(LookupCompletion<HostEntry> completion, AddressFamily family, ref int ended, ref int failures)
    {
        do
        {
            ended++;
            if (!completion.Result.TryGetEntry(out HostEntry? host) || host.Addresses.Count != AddressesIn(family))
                failures++;
        }
        while (_queue.Reader.TryRead(out completion));
    }
}
