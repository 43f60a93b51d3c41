using System.Net;
using System.Net.Sockets;
using GetXByY.Databases;
using GetXByY.Tests.Configuration;

namespace GetXByY.Tests.Databases;

public sealed class NameLinesTests
{
    [Fact]
    public void TryAdd_ManyLinesOfOneFamily_LeavesFewToPassOver()
    {
        var lines = new NameLines(0, AddressFamily.InterNetworkV6);
        for (int i = 1; i < 10_000; i++)
            Assert.True(lines.TryAdd(i, AddressFamily.InterNetworkV6));
        Assert.True(lines.TryAdd(10_000, AddressFamily.InterNetwork));
        Assert.Equal(NameLines.MaxOfFamily + 1, lines.Count);
        Assert.Equal(10_000, lines[lines.Count - 1]);
    }

    [Fact]
    public void TryAdd_TheSameLineAgain_IsRefusedWhetherItIsKeptOrNot()
    {
        var lines = new NameLines(0, AddressFamily.InterNetwork);
        Assert.False(lines.TryAdd(0, AddressFamily.InterNetwork));
        for (int i = 1; i < 2 * NameLines.MaxOfFamily; i++)
        {
            Assert.True(lines.TryAdd(i, AddressFamily.InterNetwork));
            Assert.False(lines.TryAdd(i, AddressFamily.InterNetwork));
        }
        Assert.Equal(NameLines.MaxOfFamily, lines.Count);
    }

    [Fact]
    public void FindByName_LastOfManyLinesIsOfTheFamily_IsFound()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.FullName, "hosts");
        File.WriteAllLines(path, [
            .. Enumerable.Range(1, 600).Select(i => $"2001:db8::{i:x} big.test"),
            "192.0.2.1 big.test big.test other.test"]);
        var hosts = HostsFile.Load(path, []);

        Assert.Equal([IPAddress.Parse("192.0.2.1")], hosts.FindByName("big.test", AddressFamily.InterNetwork)!.Addresses);
        Assert.Equal(["other.test"], hosts.FindByName("big.test", AddressFamily.InterNetwork)!.Aliases);
        Assert.Equal(256, hosts.FindByName("big.test", AddressFamily.InterNetworkV6)!.Addresses.Count);
        Assert.Equal(256, hosts.FindByName("big.test", AddressFamily.Unspecified)!.Addresses.Count);
    }
}
