namespace GetXByY.Hosting.Options;

/// <summary>What an option of a resolver may be.</summary>
/// <param name="Name">The name of its property.</param>
/// <param name="Range">In words, after "it must be".</param>
/// <param name="Value">What it is.</param>
/// <param name="Holds">Whether it is in its range.</param>
internal sealed record OptionRange(
    string Name, string Range, Func<NameResolverOptions, object?> Value, Func<NameResolverOptions, bool> Holds)
{
    // The resolver checks the same, but tells of one option at a time; a test keeps the two together.
    internal static IReadOnlyList<OptionRange> All { get; } =
    [
        new(nameof(NameResolverOptions.Timeout), "from 1 ms to 24 days, or infinite (-00:00:00.001)",
            o => o.Timeout,
            o => o.Timeout == Timeout.InfiniteTimeSpan || IsWithin(o.Timeout, 1, TimeSpan.FromDays(24))),
        new(nameof(NameResolverOptions.AttemptTimeout), "from 1 ms to 30 s, or not given",
            o => o.AttemptTimeout,
            o => o.AttemptTimeout is not { } time || IsWithin(time, 1, TimeSpan.FromSeconds(30))),
        new(nameof(NameResolverOptions.Attempts), "from 1 to 5, or not given",
            o => o.Attempts, o => o.Attempts is null or (>= 1 and <= 5)),
        new(nameof(NameResolverOptions.HedgingBudget), "from 0 to 1",
            o => o.HedgingBudget, o => o.HedgingBudget is >= 0 and <= 1),
        new(nameof(NameResolverOptions.MaxCachedAnswers), "from 0 to 10,000,000",
            o => o.MaxCachedAnswers, o => o.MaxCachedAnswers is >= 0 and <= 10_000_000),
        new(nameof(NameResolverOptions.MaxCachedBytes), "from 4,096 to 2,147,483,647",
            o => o.MaxCachedBytes, o => o.MaxCachedBytes >= 4096),
        new(nameof(NameResolverOptions.ServeStale), "from zero to 7 days",
            o => o.ServeStale, o => IsWithin(o.ServeStale, 0, TimeSpan.FromDays(7))),
        new(nameof(NameResolverOptions.MaxOutstanding), "from 1 to 4,194,304",
            o => o.MaxOutstanding, o => o.MaxOutstanding is >= 1 and <= 4_194_304),
        new(nameof(NameResolverOptions.ConnectionAttemptDelay), "from 10 ms to 2 s",
            o => o.ConnectionAttemptDelay,
            o => IsWithin(o.ConnectionAttemptDelay, 10, TimeSpan.FromSeconds(2))),
        new(nameof(NameResolverOptions.QuestionNamesIn), "of Metrics, Activities and Events, or None",
            o => o.QuestionNamesIn,
            o => (o.QuestionNamesIn & ~(TelemetryKinds.Metrics | TelemetryKinds.Activities | TelemetryKinds.Events)) == 0),
        new(nameof(NameResolverOptions.TimeProvider), "a clock, not null", o => o.TimeProvider, o => o.TimeProvider is not null),
    ];

    /// <summary>What an option may be, as the end of a sentence; empty where it may be anything of its type.</summary>
    internal static string Of(string name) =>
        All.FirstOrDefault(one => one.Name == name) is { } found ? $"; it must be {found.Range}" : "";

    private static bool IsWithin(TimeSpan time, int leastMilliseconds, TimeSpan most) =>
        time >= TimeSpan.FromMilliseconds(leastMilliseconds) && time <= most;
}
