using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace GetXByY.Hosting.Tests.Options;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("Attempts", "9", "Attempts is 9; it must be from 1 to 5, or not given.")]
    [InlineData("Attempts", "many", "Names:Attempts is 'many', which is no whole number; it must be from 1 to 5, or not given.")]
    [InlineData("AttemptTimeout", "00:01:00", "AttemptTimeout is 00:01:00; it must be from 1 ms to 30 s, or not given.")]
    [InlineData("AttemptTimeout", "5",
        "Names:AttemptTimeout is '5', which is no time such as 00:00:05; it must be from 1 ms to 30 s, or not given.")]
    [InlineData("Timeout", "25.00:00:00", "Timeout is 25.00:00:00; it must be from 1 ms to 24 days, or infinite (-00:00:00.001).")]
    [InlineData("HedgingBudget", "1.5", "HedgingBudget is 1.5; it must be from 0 to 1.")]
    [InlineData("MaxOutstanding", "0", "MaxOutstanding is 0; it must be from 1 to 4,194,304.")]
    [InlineData("ConnectionAttemptDelay", "00:00:05", "ConnectionAttemptDelay is 00:00:05; it must be from 10 ms to 2 s.")]
    [InlineData("MixLetterCase", "perhaps", "Names:MixLetterCase is 'perhaps', which is neither true nor false.")]
    [InlineData("QuestionNamesIn", "Metrics, Postcards",
        "Names:QuestionNamesIn is 'Metrics, Postcards', which is no kind of telemetry; it must be of Metrics, Activities and Events, or None.")]
    [InlineData("QuestionNamesIn", "7",
        "Names:QuestionNamesIn is '7', which is no kind of telemetry; it must be of Metrics, Activities and Events, or None.")]
    [InlineData("Servers:0", "dns.example",
        "Names:Servers:0 is 'dns.example', which is no IP address; a server is 192.0.2.1, 192.0.2.1:5353, 2001:db8::1 or [2001:db8::1]:5353.")]
    [InlineData("Servers", "192.0.2.1, 53",
        "Names:Servers is '53', which is no IP address; a server is 192.0.2.1, 192.0.2.1:5353, 2001:db8::1 or [2001:db8::1]:5353.")]
    [InlineData("Servers", "192.0.2.1:0", "Servers[0] is 192.0.2.1:0, without a port; DNS has 53.")]
    [InlineData("HostsPath:0", "/etc/hosts", "Names:HostsPath is a list or a section; it must be one value.")]
    public void Validate_Mistake_NamesItAndWhatIsRight(string key, string value, string message)
    {
        var e = Assert.Throws<OptionsValidationException>(() => Start(Section((key, value))));
        Assert.Equal(message, Assert.Single(e.Failures));
        Assert.Equal(typeof(NameResolverOptions), e.OptionsType);
    }

    [Fact]
    public void Validate_UnknownOption_NamesAllThatThereAre()
    {
        var e = Assert.Throws<OptionsValidationException>(() => Start(Section(("AddressFamily", "IPv7"))));
        Assert.StartsWith(
            "Names:AddressFamily is no option of a name resolver; these are: Servers, Timeout, AttemptTimeout, ", e.Message);
    }

    [Fact]
    public void Validate_SeveralMistakes_TellsAllOfThem()
    {
        var e = Assert.Throws<OptionsValidationException>(() => Start(Section(
            ("Attempts", "0"), ("MaxOutstanding", "-1"))));
        Assert.Equal(2, e.Failures.Count());
    }

    [Fact]
    public void Validate_KeyedResolver_NamesIt()
    {
        var services = new ServiceCollection();
        services.AddKeyedNameResolver("internal", o => o.Servers.Add(null!));
        using ServiceProvider provider = services.BuildServiceProvider();
        var e = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IStartupValidator>().Validate);
        Assert.Equal("'internal': Servers[0] is null; it must be an address with a port.", e.Message);
        Assert.Equal("internal", e.OptionsName);
    }

    [Fact]
    public void Validate_TooManyServersAndNoClock_SaysSo()
    {
        var services = new ServiceCollection();
        services.AddNameResolver(o =>
        {
            o.TimeProvider = null!;
            for (int i = 0; i < 17; i++)
                o.Servers.Add(new IPEndPoint(IPAddress.Loopback, 53));
        });
        using ServiceProvider provider = services.BuildServiceProvider();
        var e = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IStartupValidator>().Validate);
        Assert.Equal(
            ["TimeProvider is null; it must be a clock, not null.", "Servers has 17; there may be at most 16."], e.Failures);
    }

    [Fact(Timeout = 60_000)]
    public async Task StartAsync_HostWithMistake_DoesNotStart()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddNameResolver(o => o.Attempts = 6);
        using IHost host = builder.Build();
        var e = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
        Assert.Equal("Attempts is 6; it must be from 1 to 5, or not given.", e.Message);
    }

    [Fact]
    public void Configure_EveryOption_IsRead()
    {
        NameResolverOptions options = Start(Section(
            ("Servers:0", "192.0.2.1"), ("Servers:1", "[2001:db8::1]:5353"), ("Servers:2", "2001:db8::53"),
            ("Timeout", "00:00:07"), ("AttemptTimeout", "00:00:02"), ("Attempts", "3"), ("HedgingBudget", "0.5"),
            ("MaxCachedAnswers", "100"), ("MaxCachedBytes", "5000"), ("ServeStale", "1.00:00:00"),
            ("mixLetterCase", "True"), ("MaxOutstanding", "1000"), ("ResolvConfPath", "/r"), ("NsSwitchPath", "/n"),
            ("GaiConfPath", "/g"), ("HostsPath", ""), ("ServicesPath", "/s"), ("ProtocolsPath", "/p"),
            ("OrderAddresses", "false"), ("ConnectionAttemptDelay", "00:00:00.1"),
            ("QuestionNamesIn", "activities,Events"), ("FollowChanges", "false")));
        Assert.Equal(["192.0.2.1:53", "[2001:db8::1]:5353", "[2001:db8::53]:53"], options.Servers.Select(s => s.ToString()));
        Assert.Equal((TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(2), 3), (options.Timeout, options.AttemptTimeout, options.Attempts));
        Assert.Equal((100, 5000, TimeSpan.FromDays(1)), (options.MaxCachedAnswers, options.MaxCachedBytes, options.ServeStale));
        Assert.Equal((0.5, true, 1000), (options.HedgingBudget, options.MixLetterCase, options.MaxOutstanding));
        Assert.Equal(
            ("/r", "/n", "/g", "", "/s", "/p"),
            (options.ResolvConfPath, options.NsSwitchPath, options.GaiConfPath, options.HostsPath, options.ServicesPath,
                options.ProtocolsPath));
        Assert.Equal(
            (false, TimeSpan.FromMilliseconds(100), TelemetryKinds.Activities | TelemetryKinds.Events, false),
            (options.OrderAddresses, options.ConnectionAttemptDelay, options.QuestionNamesIn, options.FollowChanges));
    }

    [Fact]
    public void Configure_OptionsOfTheResolver_AllHaveAKey()
    {
        var e = Assert.Throws<OptionsValidationException>(() => Start(Section(("?", "?"))));
        string[] keys = e.Message[(e.Message.IndexOf("are: ", StringComparison.Ordinal) + 5)..].TrimEnd('.').Split(", ");
        Assert.Equal(
            typeof(NameResolverOptions).GetProperties().Select(p => p.Name).Except(["TimeProvider"]).Order(),
            keys.Order());
    }

    [Fact]
    public void Configure_CodeAfterConfiguration_Wins()
    {
        var services = new ServiceCollection();
        services.AddNameResolver(Section(("Attempts", "3"), ("Timeout", "00:00:01")), o => o.Attempts = 4);
        using ServiceProvider provider = services.BuildServiceProvider();
        NameResolverOptions options = provider.GetRequiredService<IOptions<NameResolverOptions>>().Value;
        Assert.Equal((4, TimeSpan.FromSeconds(1)), (options.Attempts, options.Timeout));
    }

    private static IConfigurationSection Section(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Names:{s.Key}", (string?)s.Value)))
            .Build().GetSection("Names");

    private static NameResolverOptions Start(IConfiguration section)
    {
        using ServiceProvider provider = new ServiceCollection().AddNameResolver(section).BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
        return provider.GetRequiredService<IOptions<NameResolverOptions>>().Value;
    }
}
