using System.Net;

namespace GetXByY;

/// <summary>How a <see cref="NameResolver"/> works. Read once, when the resolver is made.</summary>
/// <remarks>Not thread-safe: fill it, then hand it over. An empty path stands for a file that is missing.</remarks>
public sealed class NameResolverOptions
{
    /// <summary>The name servers to ask.</summary>
    /// <value>Addresses with ports, at most 16. Empty, the default, takes those of resolv.conf with port 53, or where
    /// that file is missing those of the network interfaces (Windows) or 127.0.0.1.</value>
    public IList<IPEndPoint> Servers { get; } = [];

    /// <summary>How long one look-up may take before it fails with <see cref="LookupError.TryAgain"/>.</summary>
    /// <value>From 1 ms to 24 days. The default, <see cref="System.Threading.Timeout.InfiniteTimeSpan"/>, leaves it to
    /// the attempts: attempts × servers × <see cref="AttemptTimeout"/> for each name that is tried.</value>
    public TimeSpan Timeout { get; set; } = System.Threading.Timeout.InfiniteTimeSpan;

    /// <summary>How long one server has to answer one attempt.</summary>
    /// <value>From 1 ms to 30 s. Null, the default, takes <c>options timeout</c> of resolv.conf, or 5 s.</value>
    public TimeSpan? AttemptTimeout { get; set; }

    /// <summary>How many times every server is asked.</summary>
    /// <value>From 1 to 5. Null, the default, takes <c>options attempts</c> of resolv.conf, or 2.</value>
    public int? Attempts { get; set; }

    /// <summary>How many look-ups may be outstanding at once. A start beyond that fails at once.</summary>
    /// <value>From 1 to 4,194,304. The default is 262,144. Memory is taken only as it is needed.</value>
    public int MaxOutstanding { get; set; } = 262_144;

    /// <summary>The resolver's configuration file.</summary>
    /// <value>Null, the default, takes the system's: <c>/etc/resolv.conf</c>.</value>
    public string? ResolvConfPath { get; set; }

    /// <summary>The file that tells the order of sources.</summary>
    /// <value>Null, the default, takes the system's: <c>/etc/nsswitch.conf</c>.</value>
    public string? NsSwitchPath { get; set; }

    /// <summary>The file of hosts.</summary>
    /// <value>Null, the default, takes the system's: <c>/etc/hosts</c>, on Windows
    /// <c>%SystemRoot%\System32\drivers\etc\hosts</c>.</value>
    public string? HostsPath { get; set; }

    /// <summary>The file of services.</summary>
    /// <value>Null, the default, takes the system's: <c>/etc/services</c>, on Windows
    /// <c>%SystemRoot%\System32\drivers\etc\services</c>. Where it is missing a built-in table is used.</value>
    public string? ServicesPath { get; set; }

    /// <summary>The file of protocols.</summary>
    /// <value>Null, the default, takes the system's: <c>/etc/protocols</c>, on Windows
    /// <c>%SystemRoot%\System32\drivers\etc\protocol</c>. Where it is missing a built-in table is used.</value>
    public string? ProtocolsPath { get; set; }

    /// <summary>The clock.</summary>
    /// <value>The default is the system's.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
