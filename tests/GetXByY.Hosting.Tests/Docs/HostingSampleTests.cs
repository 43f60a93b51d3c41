using System.Net;
using System.Text;
using GetXByY.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace GetXByY.Hosting.Tests.Docs;

/// <summary>What docs/hosting.md shows runs, and does what it says.</summary>
public sealed class HostingSampleTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "hosting.md"));

    [Fact(Timeout = 60_000)]
    public async Task ServiceSample_Run_AnswersAndChecksItself()
    {
        await using var names = LoopbackNameServer.Start();
        await using var site = new Site();
        names.Add("shop.test", IPAddress.Loopback);
        WebApplication? app = null;
        HostingSamples.Service(
            [
                "--urls", "http://127.0.0.1:0", "--Names:Servers", $"{names.EndPoint}", "--Shop", site.UrlFor("shop.test"),
                "--Logging:LogLevel:Default", "None",
            ],
            made => app = made);
        await using WebApplication service = app!;
        await service.StartAsync();
        using var http = new HttpClient { BaseAddress = new(service.Urls.Single()) };
        Assert.Equal("127.0.0.1", await http.GetStringAsync(""));
        Assert.Equal("127.0.0.1", await http.GetStringAsync("addresses/shop.test"));
        Assert.Equal("Healthy", await http.GetStringAsync("health"));
    }

    [Fact(Timeout = 60_000)]
    public async Task HandlerSample_Run_PrintsWhatThePageSays()
    {
        StringBuilder output = HostingSamples.Console.Capture();
        await HostingSamples.HandlerAsync();
        Assert.Contains($"```text\n{output}```", s_page);
    }

    [Fact(Timeout = 60_000)]
    public async Task KeyedSample_Run_HasWhatItSays()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        HostingSamples.Keyed(services);
        await using ServiceProvider provider = services.BuildServiceProvider();
        var resolver = provider.GetRequiredKeyedService<NameResolver>("internal");
        Assert.Equal([IPEndPoint.Parse("10.0.0.53:53")], resolver.Servers);
        provider.GetRequiredService<IHttpClientFactory>().CreateClient("stock").Dispose();
        HealthReport report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        Assert.Equal(["name_resolver_internal"], report.Entries.Keys);
    }

    [Theory]
    [InlineData("Attempts", "9", "\"Attempts\": 9")]
    [InlineData("Timeout", "5", "\"Timeout\": \"5\"")]
    [InlineData("Servers:0", "dns.example", "\"Servers\": [\"dns.example\"]")]
    [InlineData("Server", "192.0.2.1", "\"Server\": \"192.0.2.1\"")]
    public void Messages_OfThePage_AreThoseOfTheOptions(string key, string value, string written)
    {
        IConfiguration section = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create($"Names:{key}", (string?)value)]).Build().GetSection("Names");
        using ServiceProvider provider = new ServiceCollection().AddNameResolver(section).BuildServiceProvider();
        string message = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<IStartupValidator>().Validate).Message;
        string row = s_page.Split('\n').Single(line => line.StartsWith($"| `{written}` |", StringComparison.Ordinal));
        Assert.StartsWith(row.Split('|')[2].Trim().TrimEnd('…').TrimEnd(), message);
    }

    [Fact]
    public void Integrations_OfThePage_AreFilesAndVersions()
    {
        string versions = File.ReadAllText(Path.Combine(Repository.Root, "Directory.Packages.props"));
        foreach (string row in s_page.Split('\n').Where(line => line.EndsWith(".cs` |", StringComparison.Ordinal)))
        {
            string file = row.Split('`')[^2];
            Assert.True(File.Exists(Path.Combine(Repository.Root, "samples", "Integrations", file)), file);
            string[] library = row.Split('|')[1].Trim().Split(' ');
            Assert.Matches($"Include=\"{library[0].Replace("YARP", "Yarp.ReverseProxy")}\" Version=\"{library[1]}\\.", versions);
        }
    }
}
