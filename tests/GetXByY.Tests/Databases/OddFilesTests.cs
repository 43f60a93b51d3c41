using System.Net;
using System.Net.Sockets;
using System.Text;
using GetXByY.Configuration;
using GetXByY.Databases;
using GetXByY.Tests.Configuration;

namespace GetXByY.Tests.Databases;

/// <summary>Files put together from pieces that mean something and bytes that do not: every reader must take what
/// it can and never throw. A failure is found again by its seed.</summary>
public sealed class OddFilesTests : IDisposable
{
    private static readonly byte[][] s_pieces =
    [
        .. new[]
        {
            "\n", "\n", "\r\n", " ", "\t", "#", ";", ":", ".", "/", "[", "]", "%", "0", "65535", "65536", "-1", "tcp",
            "80/tcp", "a", "localhost", "a.b.", "..", "127.0.0.1", "::1", "fe80::1%1", "fe80::1%", "nameserver ",
            "search ", "domain ", "options ", "ndots:", "timeout:", "hosts:", "files ", "dns ", "mdns4 ",
            "[NOTFOUND=return]", "[!UNAVAIL=return", "=", "!", "myhostname ", "resolve ", "rotate", "no-aaaa", "\\",
            "\uFEFF", "ü", "😀", "\u2028", "\0", "\v",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF0, 0x9F], [0x80],
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_AnyBytes_NeverThrows()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            string path = _folder.Write(Bytes(new Random(seed)));
            Exception? thrown = Record.Exception(() => ReadAll(path));
            Assert.True(thrown is null, $"seed {seed}: {thrown}");
        }
        Assert.All(_folder.Problems, p => Assert.DoesNotContain(p.Text, char.IsControl));
    }

    private static byte[] Bytes(Random random)
    {
        var bytes = new List<byte>();
        for (int i = random.Next(200); i > 0; i--)
            bytes.AddRange(s_pieces[random.Next(s_pieces.Length)]);
        return [.. bytes];
    }

    private void ReadAll(string path)
    {
        var resolvConf = ResolvConf.Read(path, new ResolverEnvironment(), _folder.Problems, new SettingList());
        Assert.InRange(resolvConf.Servers.Count, 1, 3);
        Assert.InRange(resolvConf.Switches.Ndots, 0, 15);
        Assert.NotEmpty(NsSwitch.Read(path, _folder.Problems, new SettingList()).Steps);

        var services = ServicesTable.Load(path, _folder.Problems);
        Assert.All(services.Entries, e => Assert.True(services.FindByPort(e.Port, e.Protocol, true).IsSuccess));
        Assert.All(services.Entries, e => Assert.True(services.FindByName(e.Name, e.Protocol, true).IsSuccess));
        var protocols = ProtocolsTable.Load(path, _folder.Problems);
        Assert.All(protocols.Entries, e => Assert.True(protocols.FindByName(e.Name).IsSuccess));

        var hosts = HostsFile.Load(path, _folder.Problems);
        foreach (HostEntry line in hosts.Lines)
        {
            IPAddress address = line.Addresses[0];
            Assert.Contains(address, hosts.FindByName(line.Name, AddressFamily.Unspecified)!.Addresses);
            Assert.Equal(address, hosts.FindByAddress(address)!.Addresses[0]);
        }
    }
}
