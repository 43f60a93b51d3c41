using System.Globalization;

namespace GetXByY.Benchmarks;

/// <summary>What a forger must guess beside the name, in bits (RFC 5452 section 7).</summary>
internal static class Guesses
{
    /// <summary>Ids are drawn from all.</summary>
    internal const double OurIds = 16;

    // As ARCHITECTURE.md has it: so many ports are drawn from, and beyond so many queries so many sockets are shared.
    private const int OurPorts = 65_536 - 10_000;
    private const int OurSockets = 64;

    internal static double OurPort(int queries) => Of(OurPorts, queries > OurSockets ? OurSockets : 1);

    /// <summary>Of ports that the system chooses.</summary>
    internal static double OfTheSystem(int sockets)
    {
        string[] range = File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split();
        int first = int.Parse(range[0], CultureInfo.InvariantCulture), last = int.Parse(range[1], CultureInfo.InvariantCulture);
        return Of(last - first + 1, sockets);
    }

    private static double Of(int ports, int sockets) => Math.Round(Math.Log2((double)ports / sockets), 1);
}
