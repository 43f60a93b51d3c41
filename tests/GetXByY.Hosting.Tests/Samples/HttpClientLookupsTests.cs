using System.Net;
using GetXByY.Testing;

namespace GetXByY.Hosting.Tests.Samples;

public sealed class HttpClientLookupsTests
{
    [Fact(Timeout = 60_000)]
    public async Task Run_TerminatedWhileANameIsSilent_TellsOfEach()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It has no signals.");
        await using var names = LoopbackNameServer.Start();
        await using var site = new Site();
        names.Add("shop.test", IPAddress.Loopback);
        names.Behave("silent.test", ServerBehaviour.Silence);
        using var program = new SampleProcess(
            "HttpClientLookups", "60", "--server", $"{names.EndPoint}", "http://silent.test/", site.UrlFor("shop.test"));
        Assert.Equal($"{site.UrlFor("shop.test")}: 9 bytes", await program.WaitForAsync("shop.test"));
        await names.WaitForQueriesAsync("silent.test", 2);
        program.Terminate();
        Assert.Equal(0, await program.EndAsync());
        string[] lines = program.Output.Split('\n');
        Assert.Contains("http://silent.test/: cancelled", lines);
        Assert.Equal("look-ups outstanding: 0", lines[^1]);
    }

    [Fact(Timeout = 60_000)]
    public async Task Run_PatienceOver_CancelsAndSaysSo()
    {
        await using var names = LoopbackNameServer.Start();
        names.Behave("silent.test", ServerBehaviour.Silence);
        using var program = new SampleProcess(
            "HttpClientLookups", "0.2", "--server", $"{names.EndPoint}", "http://silent.test/");
        Assert.Equal(0, await program.EndAsync());
        Assert.Equal("http://silent.test/: cancelled\nlook-ups outstanding: 0", program.Output);
    }
}
