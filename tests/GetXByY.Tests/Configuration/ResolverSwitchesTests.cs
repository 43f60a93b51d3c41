using GetXByY.Configuration;

namespace GetXByY.Tests.Configuration;

public sealed class ResolverSwitchesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ResolverSwitches Read(string options) =>
        ResolvConf.Read(_folder.Write("options " + options), "", _folder.Problems).Switches;

    [Theory]
    [InlineData("ndots:0", 0)]
    [InlineData("ndots:5", 5)]
    [InlineData("ndots:15", 15)]
    [InlineData("ndots:16", 15)]
    [InlineData("ndots:99999999999999999999", 15)]
    [InlineData("ndots:2 ndots:3", 3)]
    [InlineData("ndots:2\noptions ndots:4", 4)]
    public void Take_Ndots_IsCapped(string options, int expected)
    {
        Assert.Equal(expected, Read(options).Ndots);
        Assert.Empty(_folder.Problems);
    }

    [Theory]
    [InlineData("timeout:1", 1)]
    [InlineData("timeout:30", 30)]
    [InlineData("timeout:31", 30)]
    public void Take_Timeout_IsCapped(string options, int expected)
    {
        Assert.Equal(TimeSpan.FromSeconds(expected), Read(options).Timeout);
        Assert.Empty(_folder.Problems);
    }

    [Theory]
    [InlineData("attempts:1", 1)]
    [InlineData("attempts:5", 5)]
    [InlineData("attempts:6", 5)]
    public void Take_Attempts_AreCapped(string options, int expected)
    {
        Assert.Equal(expected, Read(options).Attempts);
        Assert.Empty(_folder.Problems);
    }

    [Theory]
    [InlineData("ndots")]
    [InlineData("ndots:")]
    [InlineData("ndots:-1")]
    [InlineData("ndots:two")]
    [InlineData("ndots:1.5")]
    [InlineData("timeout:0")]
    [InlineData("timeout:abc")]
    [InlineData("attempts:0")]
    [InlineData("attempts")]
    public void Take_NoNumberOrTooSmall_KeepsTheDefaultAndIsListed(string options)
    {
        ResolverSwitches switches = Read(options);

        Assert.Equal((1, 5, 2), (switches.Ndots, switches.Timeout.TotalSeconds, switches.Attempts));
        Assert.Contains(options, Assert.Single(_folder.Problems).Reason);
    }

    [Fact]
    public void Take_RotateAndUseVc_AreTaken()
    {
        ResolverSwitches switches = Read("rotate use-vc");

        Assert.True(switches.Rotate);
        Assert.True(switches.UseTcp);
        Assert.Empty(_folder.Problems);
    }

    [Theory]
    [InlineData("edns0 trust-ad inet6 no-reload debug no-check-names ip6-dotint", 0)]
    [InlineData("single-request single-request-reopen no-aaaa no-tld-query", 4)]
    [InlineData("Rotate edns1 x:1", 3)]
    public void Take_OtherOptions_AreAcceptedOrListed(string options, int listed)
    {
        ResolverSwitches switches = Read(options);

        Assert.False(switches.Rotate);
        Assert.Equal(listed, _folder.Problems.Count);
        Assert.All(_folder.Problems, p => Assert.Contains("is ignored", p.Reason));
    }

    [Fact]
    public void Take_HugeUnknownOption_IsListedShortly()
    {
        Read(new string('x', 60_000));

        Assert.InRange(Assert.Single(_folder.Problems).Reason.Length, 1, 200);
    }
}
