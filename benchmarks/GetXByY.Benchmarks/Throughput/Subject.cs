using System.Diagnostics;
using System.Net.Sockets;

namespace GetXByY.Benchmarks;

/// <summary>Somebody who looks up names as fast as they can.</summary>
internal abstract class Subject
{
    internal const string SystemNetDns = "system-net-dns";
    internal const string DnsClientNet = "dnsclient-net";

    /// <summary>As in the figures.</summary>
    internal abstract string Name { get; }

    /// <summary>How it is used here.</summary>
    internal abstract string Conditions { get; }

    /// <summary>Where not null, and with one outstanding, each look-up adds the microseconds from its start until its
    /// result is in hand.</summary>
    internal List<double>? Times { get; set; }

    /// <summary>Looks up all the names.</summary>
    /// <param name="names">The names.</param>
    /// <param name="family">IPv4 alone, or with <see cref="AddressFamily.Unspecified"/> both.</param>
    /// <param name="outstanding">How many are outstanding at most.</param>
    /// <returns>How many did not give the addresses that there are.</returns>
    internal abstract int LookUp(string[] names, AddressFamily family, int outstanding);

    /// <summary>How many queries were sent since the process began, and how many answers the system has dropped for want of
    /// room; null where that is not known.</summary>
    internal virtual (long Sent, long Dropped)? CountDatagrams() => null;

    /// <summary>Adds what a look-up has taken.</summary>
    protected void Note(long begin) => Times?.Add(Stopwatch.GetElapsedTime(begin).TotalMicroseconds);

    /// <summary>How many addresses a name of the responder has.</summary>
    protected static int AddressesIn(AddressFamily family) => family == AddressFamily.Unspecified ? 2 : 1;
}
