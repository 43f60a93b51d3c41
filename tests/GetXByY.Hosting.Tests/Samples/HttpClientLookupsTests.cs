using System.Net;
using GetXByY.Testing;

namespace GetXByY.Hosting.Tests.Samples;

public sealed class HttpClientLookupsTests
{
    [Fact(Timeout = 60_000)]
    public async Task Run_OneNameSilentAndOneUnknown_TellsOfEach()
    {
        await using var names = LoopbackNameServer.Start();
        await using var site = new Site();
        names.Add("shop.test", IPAddress.Loopback);
        names.Behave("silent.test", ServerBehaviour.Silence);
        using var program = new SampleProcess(
            "HttpClientLookups", "1", "--server", $"{names.EndPoint}", site.UrlFor("shop.test"), "http://silent.test/",
            "http://nobody.test/");
        Assert.Equal(0, await program.EndAsync());
        string[] lines = program.Output.Split('\n');
        Assert.Equal($"{site.UrlFor("shop.test")}: 9 bytes", lines[0]);
        Assert.Equal("http://silent.test/: cancelled", lines[1]);
        Assert.StartsWith("http://nobody.test/: Could not look up host 'nobody.test'", lines[2]);
        Assert.Equal("look-ups outstanding: 0", lines[3]);
    }
}
