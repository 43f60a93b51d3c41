using System.Net;

namespace GetXByY.Testing;

/// <summary>How a <see cref="LoopbackNameServer"/> starts. It is read once, at the start.</summary>
/// <remarks>Immutable, so it may be used from any thread and for several servers.</remarks>
public sealed record LoopbackNameServerOptions
{
    /// <summary>
    /// The address to listen on: <see cref="IPAddress.Loopback"/> (the default), <see cref="IPAddress.IPv6Loopback"/>,
    /// or another of 127.0.0.0/8 where the system has it.
    /// </summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port for UDP and TCP, 1 to 65535, or 0 (the default) for one that is free for both.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Whether connections over TCP are refused; the default is false. The port stays taken for UDP; for TCP the
    /// system may let another program that asks for this very port have it.
    /// </summary>
    public bool RefuseTcp { get; init; }

    /// <summary>How long records may be kept where none is told, in whole seconds; 60 s is the default.</summary>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long the answers that there is no such name or no such record may be kept, in whole seconds: the TTL and
    /// the minimum of the SOA record in them (RFC 2308 section 5). 60 s is the default.
    /// </summary>
    public TimeSpan NegativeTimeToLive { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How many of the last queries <see cref="LoopbackNameServer.Queries"/> tells, 0 or more; 10,000 is the
    /// default. Each keeps its whole message, some 500 bytes.
    /// </summary>
    public int RecordedQueries { get; init; } = 10_000;

    /// <summary>
    /// The clock of <see cref="ServerBehaviour.After"/>; the system's by default. With a clock under the test's
    /// control an answer is sent on the stack of whoever advances it.
    /// </summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
