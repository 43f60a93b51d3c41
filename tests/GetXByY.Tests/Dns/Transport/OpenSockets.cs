using System.Globalization;
using System.Net;

namespace GetXByY.Tests.Dns.Transport;

/// <summary>The UDP sockets that Linux knows.</summary>
internal static class OpenSockets
{
    /// <summary>The local ports of those that are connected to an IPv4 address, in their order.</summary>
    internal static List<int> To(IPEndPoint server)
    {
        // The kernel prints its table in pieces; while sockets come and go elsewhere a line may be there twice, or not at all.
        List<int> seen;
        List<int> again = Read(server);
        do
            (seen, again) = (again, Read(server));
        while (!seen.SequenceEqual(again));
        return again;
    }

    private static List<int> Read(IPEndPoint server)
    {
        // As the kernel prints it: four octets as one number of this machine, and the port.
        string remote = $"{BitConverter.ToUInt32(server.Address.GetAddressBytes()):X8}:{server.Port:X4}";
        return [.. File.ReadLines("/proc/net/udp")
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words[2] == remote)
            .Select(words => int.Parse(words[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            .Distinct()
            .Order()];
    }
}
