using GetXByY.Testing;

namespace GetXByY.Hosting.Tests.Samples;

public sealed class WatchWorkerTests
{
    [Fact(Timeout = 60_000)]
    public async Task Run_AddressesChangeAndFail_SaysSoAndEndsWhileItAsks()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It has no signals.");
        await using var names = LoopbackNameServer.Start(new() { TimeToLive = TimeSpan.Zero });
        names.Add("www.test", "192.0.2.1");
        using var worker = new SampleProcess(
            "WatchWorker", "--Name", "www.test", "--Names:Servers", $"{names.EndPoint}", "--Names:ResolvConfPath", "",
            "--Names:AttemptTimeout", "00:00:30");
        await worker.WaitForAsync("www.test is 192.0.2.1, for 00:00:00.");
        names.Add("www.test", "192.0.2.2");
        await worker.WaitForAsync("192.0.2.2");
        int asked = (int)names.QueryCount;
        names.Behave("www.test", ServerBehaviour.Silence);
        await names.WaitForQueriesAsync(asked + 2);
        worker.Terminate();
        Assert.Equal(0, await worker.EndAsync());
        Assert.Contains("failed, 1 cancelled, 0 left.", worker.Output);
    }
}
