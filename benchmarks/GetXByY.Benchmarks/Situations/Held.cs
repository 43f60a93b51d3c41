using System.Globalization;

namespace GetXByY.Benchmarks;

/// <summary>What the kernel says this process holds.</summary>
internal readonly record struct Held(int Threads, int Sockets)
{
    internal static Held Now => new(
        Directory.GetDirectories("/proc/self/task").Length,
        // A descriptor that was closed meanwhile has no target, and is no socket.
        Directory.GetFiles("/proc/self/fd").Count(
            path => new FileInfo(path).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true));

    /// <summary>The same without the threads that idle in the pool: they are kept for the next work, whose it may
    /// be.</summary>
    internal static Held AtWork
    {
        get
        {
            ThreadPool.GetMaxThreads(out int most, out _);
            ThreadPool.GetAvailableThreads(out int available, out _);
            Held now = Now;
            return now with { Threads = now.Threads - Math.Max(0, ThreadPool.ThreadCount - (most - available)) };
        }
    }

    internal bool IsMoreThan(Held before) => Threads > before.Threads || Sockets > before.Sockets;

    /// <summary>UDP datagrams sent in this network namespace, by whomever.</summary>
    internal static long DatagramsSent
    {
        get
        {
            // Two lines begin with "Udp:": the names, then the values in the same order; the fourth is OutDatagrams.
            string values = File.ReadLines("/proc/net/snmp")
                .Last(line => line.StartsWith("Udp:", StringComparison.Ordinal));
            return long.Parse(values.Split(' ')[4], CultureInfo.InvariantCulture);
        }
    }
}
