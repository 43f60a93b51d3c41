using System.Diagnostics;
using System.Net.Sockets;

namespace GetXByY.Benchmarks;

/// <summary>One method that starts look-ups by handle and takes their results out of one queue.</summary>
internal sealed class QueueSubject(string name, NameResolver resolver) : Subject
{
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(200);

    private readonly LookupQueue<HostEntry> _queue = new();

    internal override string Name => name;

    internal override string Conditions => "TryStartGetHostByName; one async method starts all and takes the completions";

    internal override int LookUp(string[] names, AddressFamily family, int outstanding) =>
        Task.Run(() => LookUpAsync(names, family, outstanding)).GetAwaiter().GetResult();

    internal override (long Sent, long Dropped)? CountDatagrams()
    {
        // A socket tells what it has dropped when it is closed, a moment after its last answer.
        Thread.Sleep(s_moment);
        ResolverSnapshot snapshot = resolver.TakeSnapshot();
        return (snapshot.Servers.Sum(s => s.Sent), snapshot.UdpOverflow);
    }

    private async Task<int> LookUpAsync(string[] names, AddressFamily family, int outstanding)
    {
        int started = 0, ended = 0, failures = 0;
        while (ended < names.Length)
        {
            long begin = Stopwatch.GetTimestamp();
            for (; started < names.Length && started - ended < outstanding; started++)
            {
                if (!resolver.TryStartGetHostByName(names[started], _queue, out _, 0, family))
                    throw new InvalidOperationException("nothing was started");
            }
            LookupCompletion<HostEntry> completion;
            while (!_queue.Reader.TryRead(out completion))
                await _queue.Reader.WaitToReadAsync();
            Note(begin);
            do
            {
                ended++;
                if (!completion.Result.TryGetEntry(out HostEntry? host) || host.Addresses.Count != AddressesIn(family))
                    failures++;
            }
            while (_queue.Reader.TryRead(out completion));
        }
        return failures;
    }
}
