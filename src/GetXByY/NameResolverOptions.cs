using System.Net;

namespace GetXByY;

/// <summary>How a <see cref="NameResolver"/> works. The options are read once, when the resolver is made.</summary>
/// <remarks>Not thread-safe: fill it, then hand it over. An empty path stands for a file that is missing.</remarks>
public sealed class NameResolverOptions
{
    /// <summary>The name servers to ask.</summary>
    /// <value>Addresses with ports, at most 16. Empty, the default, takes those of resolv.conf with port 53, or where
    /// that file is missing those of the network interfaces (Windows, macOS) or 127.0.0.1.</value>
    public IList<IPEndPoint> Servers { get; } = [];

    /// <summary>How long one look-up may take before it fails with <see cref="LookupError.TryAgain"/>.</summary>
    /// <value>From 1 ms to 24 days. The default, <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>, leaves it to
    /// the attempts: attempts × servers × <see cref="AttemptTimeout"/> for each name that is tried, counted from when its turn
    /// to be sent comes. Of a hundred thousand that nobody answers that may be seconds.</value>
    public TimeSpan Timeout { get; set; } = System.Threading.Timeout.InfiniteTimeSpan;

    /// <summary>How long one server has to answer one attempt.</summary>
    /// <value>From 1 ms to 30 s. Null, the default, takes <c>options timeout</c> of resolv.conf, or 5 s.</value>
    /// <remarks>An answer is welcome until then. When the server usually answers much sooner, or another server can be asked,
    /// the next attempt is sent before that, beside this one: after four mean deviations more than its mean round trip (RFC
    /// 6298), but not before 250 ms.</remarks>
    public TimeSpan? AttemptTimeout { get; set; }

    /// <summary>How many times every server is asked.</summary>
    /// <value>From 1 to 5. Null, the default, takes <c>options attempts</c> of resolv.conf, or 2.</value>
    public int? Attempts { get; set; }

    /// <summary>How many queries more than needed may be sent so that a second server is asked when the first takes longer
    /// than it usually does: the first good answer counts.</summary>
    /// <value>A share of all queries, from 0 for never to 1. The default is 0.05: for every hundred queries at most five
    /// more, of which at most ten are saved up.</value>
    /// <remarks>All servers are taken to give the same answers. Where they do not, set it to 0 and give one server only:
    /// the next one is asked also when an answer is lost.</remarks>
    public double HedgingBudget { get; set; } = 0.05;

    /// <summary>How many answers of servers are kept for as long as their TTL says, one day at most. While answers are kept, look-ups
    /// of the same name at the same time share one query; cancelling one of them leaves the others, the last one stops the query.
    /// </summary>
    /// <value>From 0 to 10,000,000. The default is 0: nothing is kept, and every look-up asks.</value>
    /// <remarks>Kept are addresses and names, that there are none for as long as the zone says (RFC 2308), three hours at most, and
    /// failures of all servers for five seconds (RFC 9520). When there are more, the one goes that was not asked for the longest.
    /// Another list of servers begins with nothing kept. Names of files are not kept here: files are in memory anyway.</remarks>
    public int MaxCachedAnswers { get; set; }

    /// <summary>How many bytes the answers that are kept may take together, roughly.</summary>
    /// <value>From 4,096 to 2,147,483,647. The default is 16,777,216.</value>
    public int MaxCachedBytes { get; set; } = 16 << 20;

    /// <summary>How long after its TTL an answer is still given if no server answers within 1.8 s, or all fail (RFC 8767): then
    /// servers are asked again after 30 s at the earliest.</summary>
    /// <value>From zero for never, the default, to 7 days. RFC 8767 suggests one to three days. Without
    /// <see cref="MaxCachedAnswers"/> it has no effect.</value>
    public TimeSpan ServeStale { get; set; }

    /// <summary>Whether to ask for names in capitals and small letters by chance, which servers repeat and a forger would
    /// have to guess (draft-vixie-dnsext-dns0x20): about one bit for each letter, besides those of id and port.</summary>
    /// <value>False by default: DNS cookies do the same where servers have them. A server that does not repeat the letters is
    /// asked over TCP once, and then in small letters for a quarter of an hour.</value>
    public bool MixLetterCase { get; set; }

    /// <summary>How many look-ups may be outstanding at once. A start beyond that fails at once. One that was cancelled
    /// counts until the resolver's thread has let go of it, and one that has completed until whoever handed the completion over
    /// has: both are soon.</summary>
    /// <value>From 1 to 4,194,304. The default is 262,144. Memory is taken only as it is needed.</value>
    public int MaxOutstanding { get; set; } = 262_144;

    /// <summary>The resolver's configuration file.</summary>
    /// <value>Null, the default, takes the system's: <c>/etc/resolv.conf</c>.</value>
    public string? ResolvConfPath { get; set; }

    /// <summary>The file that tells the order of sources.</summary>
    /// <value>Null, the default, takes the system's: <c>/etc/nsswitch.conf</c>.</value>
    public string? NsSwitchPath { get; set; }

    /// <summary>The file of rules for the order of addresses.</summary>
    /// <value>Null, the default, takes the system's: <c>/etc/gai.conf</c> on Linux. Where it is missing the rules are those of
    /// RFC 6724.</value>
    public string? GaiConfPath { get; set; }

    /// <summary>The file of hosts.</summary>
    /// <value>Null, the default, takes the system's: <c>/etc/hosts</c>, on Windows
    /// <c>%SystemRoot%\System32\drivers\etc\hosts</c>.</value>
    public string? HostsPath { get; set; }

    /// <summary>The file of services.</summary>
    /// <value>Null, the default, takes the system's: <c>/etc/services</c>, on Windows
    /// <c>%SystemRoot%\System32\drivers\etc\services</c>. Where it is missing a built-in table is used.</value>
    /// <remarks>It is read with the other files, and made into a table by who first looks up a service or a protocol. That takes
    /// milliseconds; with tens of thousands of lines, seconds, in which no token is heard.</remarks>
    public string? ServicesPath { get; set; }

    /// <summary>The file of protocols.</summary>
    /// <value>Null, the default, takes the system's: <c>/etc/protocols</c>, on Windows
    /// <c>%SystemRoot%\System32\drivers\etc\protocol</c>. Where it is missing a built-in table is used.</value>
    public string? ProtocolsPath { get; set; }

    /// <summary>Whether the addresses of a host are put in the order in which they should be tried (RFC 6724 section 6): those
    /// that this machine cannot reach last, the better ways to a host first. It takes some system calls for a host with
    /// addresses of different networks, and nothing for others.</summary>
    /// <value>The default is true. If false, IPv4 addresses come before IPv6 addresses, each in the order of the answer.</value>
    public bool OrderAddresses { get; set; } = true;

    /// <summary>How long <see cref="NameResolver.ConnectAsync"/> waits for one address before it tries the next beside it (RFC
    /// 8305 section 5).</summary>
    /// <value>From 10 ms to 2 s. The default is 250 ms.</value>
    public TimeSpan ConnectionAttemptDelay { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>In which kinds of telemetry the names and addresses appear that are looked up and found.</summary>
    /// <value>The default is none: names tell what people do, and a metric gets a series for each of them, without
    /// bound.</value>
    public TelemetryKinds QuestionNamesIn { get; set; }

    /// <summary>Whether changes of the files are followed: once a second it is looked whether one was written, and then
    /// they are read again; and whether this machine has other addresses, where the source <c>myhostname</c> tells them.
    /// Look-ups in flight end on the configuration they began with.</summary>
    /// <value>The default is true. <c>options no-reload</c> in resolv.conf turns it off, too.</value>
    public bool FollowChanges { get; set; } = true;

    /// <summary>Whether what awaits a look-up goes on at once, on the resolver's own thread, instead of on the thread pool: for
    /// those whose continuations are short. A look-up takes less processor time then, but where thousands are awaited in a second:
    /// there a worker of the pool does the resolver's work between continuations, and it makes no difference.</summary>
    /// <value>The default is false.</value>
    /// <remarks>
    /// <para>It holds for tasks of look-ups, <c>Get…Async</c>, <c>TryGet…Async</c>, <c>Watch…Async</c> and <see cref="Lookup{T}.Completion"/>; not for
    /// queues, <see cref="NameResolver.ConnectAsync"/>, <see cref="NameResolver.EnumerateHostAddressesAsync"/> and Winsock. A
    /// context or scheduler that an await has captured is gone on in as ever; what was cancelled goes on on the pool.</para>
    /// <para>A continuation may do what it likes: start look-ups, wait for them, cancel, dispose of the resolver and wait for that.
    /// While it runs the resolver does nothing else. When one keeps it for longer than a millisecond or two (on Windows, whose timer
    /// is coarse, up to thirty), another thread takes its part, and the continuation goes on on the old one, which ends with it. So
    /// one that blocks costs the others that much time, and a thread for as long as it blocks. One that blocks for ever leaves its
    /// thread behind, and nobody waits for it: <see cref="NameResolver.DisposeAsync"/> does not either.</para>
    /// </remarks>
    public bool AllowSynchronousContinuations { get; set; }

    /// <summary>The clock.</summary>
    /// <value>The default is the system's.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
