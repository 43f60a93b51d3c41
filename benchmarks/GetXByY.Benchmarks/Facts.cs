using System.Globalization;

namespace GetXByY.Benchmarks;

/// <summary>The facts on the first screen of the README, from the measurements.</summary>
internal static class Facts
{
    internal static string ToMarkdown(IReadOnlyCollection<Measurement> all)
    {
        Measurement Of(string suite, string measure, string subject, int outstanding) => all.Single(m =>
            m.Suite == suite && m.Measure == measure && m.Subject == subject && m.Outstanding == outstanding);
        const string us = "getxbyy-await", them = "system-net-dns";
        Measurement ourEnd = Of("stall", "end_after_token_at_200ms", us, 1);
        Measurement theirEnd = Of("stall", "end_after_token_at_200ms", them, 1);
        Measurement ourHanging = Of("stall", "responsive_name_while_others_hang", us, 200);
        Measurement theirHanging = Of("stall", "responsive_name_while_others_hang", them, 200);
        Measurement ourSpeed = Of("throughput", "names_per_second", us, 1000);
        Measurement theirSpeed = Of("throughput", "names_per_second", them, 1000);
        Measurement limit = Of("throughput", "names_per_second", "limit", 1000);
        Measurement cancel = Of("cancel", "cancel_all_one_by_one", "getxbyy-handle", 100_000);
        Measurement next = Of("cancel", "next_look_up", "getxbyy-handle", 100_000);
        return string.Create(CultureInfo.InvariantCulture, $"""
            | on 2 cores, the name server on the same machine | GetXByY | System.Net.Dns |
            |---|---|---|
            | a look-up of a silent server ends, when its token fires at 200 ms, after | **{ourEnd.Median:N0} ms** | {theirEnd.Median:N0} ms |
            | a name that is answered takes, while 200 look-ups hang | **{ourHanging.Median:N0} ms** | {theirHanging.Median / 1000:N0} s |
            | names a second, 1,000 outstanding (a C program that only moves packets: {limit.Median / 1000:N0} thousand) | **{ourSpeed.Median / 1000:N0} thousand** | {theirSpeed.Median / 1000:N0} thousand |

            Cancelling 100,000 look-ups in flight one by one takes {cancel.Median:0.#} ms, and the look-up right after it {next.Median:0.0#} ms.
            [All figures and their conditions](docs/measured.md).

            """);
    }
}
