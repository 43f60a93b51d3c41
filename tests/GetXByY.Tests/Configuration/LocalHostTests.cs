using GetXByY.Configuration;

namespace GetXByY.Tests.Configuration;

public sealed class LocalHostTests
{
    [Theory]
    [InlineData("vm", "")]
    [InlineData("vm.example.com", "example.com")]
    [InlineData("vm.example.com.", "example.com")]
    [InlineData("vm.", "")]
    [InlineData("", "")]
    public void DomainOf_HostName_IsWhatFollowsTheFirstDot(string hostName, string expected) =>
        Assert.Equal(expected, LocalHost.DomainOf(hostName));

    [Fact]
    public void GetName_ThisComputer_IsWhatTheKernelSays()
    {
        const string kernel = "/proc/sys/kernel/hostname";
        string expected = File.Exists(kernel) ? File.ReadAllText(kernel).Trim() : LocalHost.GetName();

        Assert.Equal(expected, LocalHost.GetName());
        Assert.StartsWith(Environment.MachineName, LocalHost.GetName(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void GetDomain_ThisComputer_HasNoDotsAtItsEnds() =>
        Assert.Equal(LocalHost.GetDomain().Trim('.'), LocalHost.GetDomain());
}
