using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace GetXByY.Benchmarks;

/// <summary>The figures of <see cref="CacheHits"/> as docs/cache.md has them.</summary>
internal static class CacheTable
{
    internal static string ToMarkdown(IReadOnlyList<Measurement> all)
    {
        var text = new StringBuilder("| a name with an IPv4 and an IPv6 address | ns | times the dictionary |\n|---|--:|--:|\n");
        // The least is what it costs; the rest is what else the machine had to do.
        foreach (Measurement m in all)
            text.Append(CultureInfo.InvariantCulture, $"| {m.Conditions[..m.Conditions.IndexOf(';')]} | {m.Min:F1} | {m.Min / all[0].Min:F1} |\n");
        return text.Append(CultureInfo.InvariantCulture,
            $"\n{Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}; the best of {all[0].Runs} rounds in turns.\n").ToString();
    }
}
