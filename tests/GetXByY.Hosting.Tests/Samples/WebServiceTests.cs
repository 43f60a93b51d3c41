using System.Net;
using GetXByY.Testing;

namespace GetXByY.Hosting.Tests.Samples;

public sealed class WebServiceTests
{
    [Fact(Timeout = 60_000)]
    public async Task Run_TerminatedWhileALookupWaits_CancelsItAndSaysSo()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It has no signals.");
        await using var names = LoopbackNameServer.Start();
        await using var site = new Site();
        names.Add("www.test", "192.0.2.1", "2001:db8::1");
        names.Add("partner.test", IPAddress.Loopback);
        names.Behave("silent.test", ServerBehaviour.Silence);
        using var service = new SampleProcess(
            "WebService", "--urls", "http://127.0.0.1:0", "--Names:Servers", $"{names.EndPoint}", "--Names:ResolvConfPath", "",
            "--Names:AttemptTimeout", "00:00:30", "--Partner", site.UrlFor("partner.test"));
        string listening = await service.WaitForAsync("Now listening on: ");
        using var http = new HttpClient { BaseAddress = new(listening[listening.IndexOf("http:", StringComparison.Ordinal)..]) };

        Assert.Equal(["192.0.2.1", "2001:db8::1"], (await http.GetStringAsync("addresses/www.test")).Split('\n')[..2].Order());
        Assert.Equal("127.0.0.1", await http.GetStringAsync("partner"));
        Assert.Equal("Healthy", await http.GetStringAsync("health"));
        using (HttpResponseMessage unknown = await http.GetAsync("addresses/nobody.test"))
            Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);

        Task<HttpResponseMessage> waiting = http.GetAsync("addresses/silent.test");
        await names.WaitForQueriesAsync("silent.test", 2);
        service.Terminate();
        using (HttpResponseMessage stopped = await waiting)
            Assert.Equal(HttpStatusCode.ServiceUnavailable, stopped.StatusCode);
        Assert.Equal(0, await service.EndAsync());
        Assert.Contains("a look-up was cancelled; 0 others are outstanding.", service.Output);
        Assert.Contains("Look-ups: 4 started, 2 found, 1 failed, 1 cancelled, 0 left.", service.Output);
    }
}
