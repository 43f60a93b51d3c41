using System.Net;
using System.Net.Sockets;
using GetXByY.Configuration;
using GetXByY.Databases;
using GetXByY.Tests.Configuration;

namespace GetXByY.Tests.Databases;

public sealed class HostsFileTests : IDisposable
{
    private const AddressFamily Any = AddressFamily.Unspecified;

    private const string Sample = """
        127.0.0.1   localhost
        ::1         ip6-localhost ip6-loopback localhost
        192.0.2.1   www.example.com www web   # office
        192.0.2.2   www.example.com spare
        192.0.2.1   WWW.example.com www
        192.0.2.1   other.example.com
        2001:db8::1 six.example.com
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private HostsFile Load(string text) => HostsFile.Load(_folder.Write(text), _folder.Problems);

    private static string? Show(HostEntry? entry) => entry is null
        ? null
        : $"{entry.Name} | {string.Join(' ', entry.Aliases)} | {string.Join(' ', entry.Addresses)}";

    [Theory]
    [InlineData("localhost", AddressFamily.InterNetwork, "localhost |  | 127.0.0.1")]
    [InlineData("localhost", AddressFamily.InterNetworkV6, "ip6-localhost | ip6-loopback localhost | ::1")]
    [InlineData("localhost", Any, "localhost | ip6-localhost ip6-loopback | 127.0.0.1 ::1")]
    [InlineData("ip6-loopback", Any, "ip6-localhost | ip6-loopback localhost | ::1")]
    [InlineData("ip6-loopback", AddressFamily.InterNetwork, null)]
    [InlineData("www", Any, "www.example.com | www web | 192.0.2.1")]
    [InlineData("www.example.com", Any, "www.example.com | www web spare | 192.0.2.1 192.0.2.2")]
    [InlineData("WWW.EXAMPLE.COM", Any, "www.example.com | www web spare | 192.0.2.1 192.0.2.2")]
    [InlineData("www.example.com.", Any, "www.example.com | www web spare | 192.0.2.1 192.0.2.2")]
    [InlineData("spare", Any, "www.example.com | spare | 192.0.2.2")]
    [InlineData("six.example.com", AddressFamily.InterNetworkV6, "six.example.com |  | 2001:db8::1")]
    [InlineData("six.example.com", AddressFamily.InterNetwork, null)]
    [InlineData("example.com", Any, null)]
    [InlineData("www.example.com..", Any, null)]
    [InlineData("", Any, null)]
    [InlineData(".", Any, null)]
    public void FindByName_NameAndFamily_JoinsTheMatchingLines(string name, AddressFamily family, string? expected)
    {
        Assert.Equal(expected, Show(Load(Sample).FindByName(name, family)));
        Assert.Empty(_folder.Problems);
    }

    [Theory]
    [InlineData("127.0.0.1", "localhost |  | 127.0.0.1")]
    [InlineData("192.0.2.1", "www.example.com | www web | 192.0.2.1")]
    [InlineData("2001:db8:0::1", "six.example.com |  | 2001:db8::1")]
    [InlineData("192.0.2.9", null)]
    [InlineData("::ffff:192.0.2.1", null)]
    public void FindByAddress_Address_GivesTheFirstLine(string address, string? expected) =>
        Assert.Equal(expected, Show(Load(Sample).FindByAddress(IPAddress.Parse(address))));

    [Theory]
    [InlineData("fe80::1%2", "scoped")]
    [InlineData("fe80::1%3", "other-scope")]
    [InlineData("fe80::1", "scoped")]
    [InlineData("fe80::1%4", null)]
    [InlineData("fe80::2", "bare")]
    [InlineData("fe80::2%7", "bare")]
    public void FindByAddress_Scopes_AreComparedWhereBothHaveOne(string address, string? expected)
    {
        HostsFile hosts = Load("fe80::1%2 scoped\nfe80::1%3 other-scope\nfe80::2 bare");

        Assert.Equal(expected, hosts.FindByAddress(IPAddress.Parse(address))?.Name);
        Assert.Equal(2, hosts.FindByName("scoped", Any)!.Addresses[0].ScopeId);
        Assert.Empty(_folder.Problems);
    }

    [Fact]
    public void FindByName_NameTwiceInALine_IsThereOnce()
    {
        Assert.Equal("a | b | 192.0.2.1", Show(Load("192.0.2.1 a b A a. B").FindByName("a", Any)));
    }

    [Theory]
    [InlineData("192.0.2.1 b\u00FCcher.test")]
    [InlineData("192.0.2.1 B\u00DCCHER.test")]
    [InlineData("192.0.2.1 xn--bcher-kva.test")]
    public void FindByName_NameBeyondAscii_IsFoundByTheAsciiThatIsLookedUp(string line)
    {
        HostEntry? entry = Load(line).FindByName("xn--bcher-kva.test", Any);

        // as the file writes it
        Assert.Equal(line.Split(' ')[1], entry?.Name);
        Assert.Empty(_folder.Problems);
    }

    [Fact]
    public void Load_NameThatIdnaRefuses_IsListedAndTheOthersAreTaken()
    {
        // 60 octets of UTF-8, but more than 63 in the ASCII of IDNA
        string tooLong = string.Concat(Enumerable.Range(0, 20).Select(i => (char)(0x4E00 + (1000 * i))));

        HostsFile hosts = Load($"192.0.2.1 \u00AD good a\u3002\u3002b {tooLong} too");

        Assert.Equal("good | too | 192.0.2.1", Show(Assert.Single(hosts.Lines)));
        Assert.Equal(3, _folder.Problems.Count);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost 127.0.0.1")]
    [InlineData("127.1 name")]
    [InlineData("[::1] name")]
    [InlineData("192.0.2.1/32 name")]
    [InlineData("192.0.2.1 a..b")]
    [InlineData("192.0.2.1 .")]
    [InlineData("192.0.2.1 bell\a")]
    public void Load_MalformedLine_IsListedAndTheOthersAreTaken(string line)
    {
        HostsFile hosts = Load($"192.0.2.7 before\r\n{line}\r\n192.0.2.8 after");

        Assert.Equal(["before", "after"], hosts.Lines.Select(e => e.Name));
        Assert.Equal(2, Assert.Single(_folder.Problems).Line);
    }

    [Fact]
    public void Load_MalformedNamesAmongGoodOnes_OnlyTheyAreSkipped()
    {
        string longLabel = new('x', 64);
        string longName = string.Join('.', Enumerable.Repeat("abc", 70));

        HostsFile hosts = Load($"192.0.2.1 a..b good {longLabel} {longName} too");

        Assert.Equal("good | too | 192.0.2.1", Show(Assert.Single(hosts.Lines)));
        Assert.Equal(3, _folder.Problems.Count);
    }

    [Fact]
    public void Load_MissingFile_HasNoHosts()
    {
        var hosts = HostsFile.Load(_folder.Missing, _folder.Problems);

        Assert.Equal(FileStatus.Missing, hosts.Status);
        Assert.Null(hosts.FindByName("localhost", Any));
        Assert.Null(hosts.FindByAddress(IPAddress.Loopback));
        Assert.Empty(_folder.Problems);
    }

    [Fact]
    public void Load_UnreadableFile_HasNoHostsAndIsListed()
    {
        var hosts = HostsFile.Load(_folder.FullName, _folder.Problems);

        Assert.Equal(FileStatus.Unreadable, hosts.Status);
        Assert.Null(hosts.FindByName("localhost", Any));
        Assert.Single(_folder.Problems);
    }

    [Fact]
    public void Load_ThisMachinesFile_IsRead()
    {
        var hosts = HostsFile.Load(SystemPaths.Hosts, _folder.Problems);

        Assert.NotEqual(FileStatus.Unreadable, hosts.Status);
        Assert.All(hosts.Lines, line => Assert.NotNull(hosts.FindByName(line.Name, Any)));
    }

    // Were the entry of every name made and kept, this would take gigabytes.
    [Fact]
    public void Load_ManyNamesInSeveralLongLines_StaysSmall()
    {
        string names = string.Join(' ', Enumerable.Range(0, 10_000).Select(i => $"n{i:x}"));
        string path = _folder.Write(string.Join('\n', Enumerable.Range(1, 20).Select(i => $"192.0.2.{i} {names}")));

        long before = GC.GetAllocatedBytesForCurrentThread();
        var hosts = HostsFile.Load(path, _folder.Problems);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.InRange(allocated, 0, 100 << 20);
        HostEntry entry = hosts.FindByName("n1f", Any)!;
        Assert.Equal((9_999, 20), (entry.Aliases.Count, entry.Addresses.Count));
        Assert.Empty(_folder.Problems);
    }

    [Fact]
    public void FindByName_NameOfOneLine_AllocatesNothing()
    {
        HostsFile hosts = Load(Sample);
        hosts.FindByName("web", Any);

        long before = GC.GetAllocatedBytesForCurrentThread();
        HostEntry? found = hosts.FindByName("WEB.", Any);
        HostEntry? none = hosts.FindByName("unknown", Any);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.NotNull(found);
        Assert.Null(none);
        Assert.Equal(0, allocated);
    }
}
