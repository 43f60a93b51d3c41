using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GetXByY.Hosting.Tests.Options;

/// <summary>What is checked at start is what the resolver itself allows, neither more nor less.</summary>
public sealed class RangeTests
{
    public static TheoryData<string, Action<NameResolverOptions>, bool> Bounds { get; } = new()
    {
        { "Timeout", o => o.Timeout = TimeSpan.FromMilliseconds(1), true },
        { "Timeout", o => o.Timeout = TimeSpan.FromMicroseconds(999), false },
        { "Timeout", o => o.Timeout = TimeSpan.FromDays(24), true },
        { "Timeout", o => o.Timeout = TimeSpan.FromDays(24) + TimeSpan.FromTicks(1), false },
        { "AttemptTimeout", o => o.AttemptTimeout = TimeSpan.FromMilliseconds(1), true },
        { "AttemptTimeout", o => o.AttemptTimeout = TimeSpan.Zero, false },
        { "AttemptTimeout", o => o.AttemptTimeout = TimeSpan.FromSeconds(30), true },
        { "AttemptTimeout", o => o.AttemptTimeout = TimeSpan.FromSeconds(31), false },
        { "Attempts", o => o.Attempts = 1, true },
        { "Attempts", o => o.Attempts = 0, false },
        { "Attempts", o => o.Attempts = 5, true },
        { "Attempts", o => o.Attempts = 6, false },
        { "HedgingBudget", o => o.HedgingBudget = 0, true },
        { "HedgingBudget", o => o.HedgingBudget = -0.01, false },
        { "HedgingBudget", o => o.HedgingBudget = 1, true },
        { "HedgingBudget", o => o.HedgingBudget = double.NaN, false },
        { "MaxCachedAnswers", o => o.MaxCachedAnswers = 10_000_000, true },
        { "MaxCachedAnswers", o => o.MaxCachedAnswers = 10_000_001, false },
        { "MaxCachedAnswers", o => o.MaxCachedAnswers = -1, false },
        { "MaxCachedBytes", o => o.MaxCachedBytes = 4096, true },
        { "MaxCachedBytes", o => o.MaxCachedBytes = 4095, false },
        { "ServeStale", o => o.ServeStale = TimeSpan.FromDays(7), true },
        { "ServeStale", o => o.ServeStale = TimeSpan.FromDays(8), false },
        { "ServeStale", o => o.ServeStale = TimeSpan.FromTicks(-1), false },
        { "MaxOutstanding", o => o.MaxOutstanding = 1, true },
        { "MaxOutstanding", o => o.MaxOutstanding = 0, false },
        { "MaxOutstanding", o => o.MaxOutstanding = 4_194_304, true },
        { "MaxOutstanding", o => o.MaxOutstanding = 4_194_305, false },
        { "ConnectionAttemptDelay", o => o.ConnectionAttemptDelay = TimeSpan.FromMilliseconds(10), true },
        { "ConnectionAttemptDelay", o => o.ConnectionAttemptDelay = TimeSpan.FromMilliseconds(9), false },
        { "ConnectionAttemptDelay", o => o.ConnectionAttemptDelay = TimeSpan.FromSeconds(2), true },
        { "ConnectionAttemptDelay", o => o.ConnectionAttemptDelay = TimeSpan.FromSeconds(3), false },
    };

    [Theory]
    [MemberData(nameof(Bounds), DisableDiscoveryEnumeration = true)]
    public async Task Validate_Bound_IsThatOfTheResolver(string option, Action<NameResolverOptions> set, bool isRight)
    {
        var options = new NameResolverOptions { ResolvConfPath = "", HostsPath = "" };
        set(options);
        await using ServiceProvider provider = new ServiceCollection().AddNameResolver(set).BuildServiceProvider();
        if (isRight)
        {
            await using var resolver = new NameResolver(options);
            provider.GetRequiredService<IStartupValidator>().Validate();
            return;
        }
        Assert.Contains(option, Assert.Throws<ArgumentOutOfRangeException>(() => new NameResolver(options)).ParamName);
        var e = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<NameResolver>);
        Assert.StartsWith($"{option} is ", Assert.Single(e.Failures));
    }
}
