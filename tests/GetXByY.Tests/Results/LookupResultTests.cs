using System.Net;

namespace GetXByY.Tests.Results;

public class LookupResultTests
{
    [Fact]
    public void ToString_Entry_IsThatOfTheEntry()
    {
        var host = new HostEntry("www.example.com", [], [IPAddress.Loopback, IPAddress.IPv6Loopback]);

        Assert.Equal("www.example.com [127.0.0.1, ::1]", new LookupResult<HostEntry>(host).ToString());
    }

    [Fact]
    public void ToString_Addresses_ShowsEach() => Assert.Equal(
        "[127.0.0.1, ::1]",
        new LookupResult<IPAddress[]>([IPAddress.Loopback, IPAddress.IPv6Loopback]).ToString());

    [Fact]
    public void ToString_Failure_ShowsTheErrorAndItsReason() => Assert.Equal(
        "NoData: it has no address",
        new LookupResult<HostEntry>(LookupError.NoData, "it has no address").ToString());

    [Fact]
    public void ToString_Default_ShowsThatNothingIsKnown() => Assert.Equal("None", default(LookupResult<HostEntry>).ToString());
}
