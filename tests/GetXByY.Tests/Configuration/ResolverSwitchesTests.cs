using GetXByY.Configuration;

namespace GetXByY.Tests.Configuration;

public sealed class ResolverSwitchesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ResolverSwitches Read(string options) =>
        ResolvConf.Read(
            _folder.Write("options " + options), new ResolverEnvironment(), _folder.Problems, _folder.Settings).Switches;

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
    [InlineData("ndots:", 0, 5, 2)]
    [InlineData("ndots:two", 0, 5, 2)]
    [InlineData("ndots:-1", 15, 5, 2)]
    [InlineData("timeout:0", 1, 1, 2)]
    [InlineData("timeout:-3", 1, 1, 2)]
    [InlineData("timeout:abc", 1, 1, 2)]
    [InlineData("attempts:0", 1, 5, 1)]
    public void Take_NoNumberOrTooSmall_IsWhatGlibcMakesOfItAndListed(string options, int ndots, int timeout, int attempts)
    {
        ResolverSwitches switches = Read(options);

        Assert.Equal((ndots, timeout, attempts), (switches.Ndots, switches.Timeout.TotalSeconds, switches.Attempts));
        Assert.Contains(options, Assert.Single(_folder.Problems).Reason);
    }

    [Theory]
    [InlineData("ndots:3x", 3)]
    [InlineData("ndots: 3", 3)]
    [InlineData("ndots:+3", 3)]
    [InlineData("ndots:1.5", 1)]
    public void Take_NumberWithSomethingAround_IsReadAsAtoiReadsIt(string options, int expected)
    {
        Assert.Equal(expected, Read(options).Ndots);
    }

    [Fact]
    public void Take_Switches_AreTaken()
    {
        ResolverSwitches switches = Read("rotate use-vc no-aaaa single-request no_tld_query trust-ad no-reload");

        Assert.True(switches is
        {
            Rotate: true, UseTcp: true, NoAaaa: true, SingleRequest: true, NoTldQuery: true, TrustAd: true, NoReload: true,
        });
        Assert.Empty(_folder.Problems);
    }

    [Fact]
    public void Take_BeginningOfAWord_IsEnough()
    {
        ResolverSwitches switches = Read("rotatexyz single-request-reopenX");

        Assert.True(switches is { Rotate: true, SingleRequest: true, UseTcp: false });
    }

    [Theory]
    [InlineData("edns0 inet6 debug no-check-names ip6-dotint strict-error", 6)]
    [InlineData("Rotate edns1 x:1 ndots", 4)]
    public void Take_OtherOptions_AreListedWithTheReason(string options, int listed)
    {
        ResolverSwitches switches = Read(options);

        Assert.False(switches.Rotate);
        Assert.Equal(listed, _folder.Problems.Count);
        Assert.All(_folder.Problems, p => Assert.Contains("is ignored: ", p.Reason));
    }

    [Fact]
    public void Take_HugeUnknownOption_IsListedShortly()
    {
        Read(new string('x', 60_000));

        Assert.InRange(Assert.Single(_folder.Problems).Reason.Length, 1, 200);
    }
}
