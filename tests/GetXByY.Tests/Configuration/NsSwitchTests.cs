using GetXByY.Configuration;

namespace GetXByY.Tests.Configuration;

public sealed class NsSwitchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private NsSwitch Read(string text) => NsSwitch.Read(_folder.Write(text), _folder.Problems);

    [Theory]
    [InlineData("hosts: files dns", "Files Dns")]
    [InlineData("hosts:\tdns   files", "Dns Files")]
    [InlineData("hosts:files", "Files")]
    [InlineData("hosts : dns", "Dns")]
    [InlineData("hosts: dns dns files dns", "Dns Files")]
    [InlineData("# hosts: dns\nhosts: files # dns", "Files")]
    [InlineData("passwd: files systemd\nhosts: dns\nnetworks: files", "Dns")]
    [InlineData("hosts: dns\nhosts: files", "Files")]
    [InlineData("passwd: files", "Files Dns")]
    [InlineData("hosts:", "Files Dns")]
    [InlineData("", "Files Dns")]
    public void Read_UnderstoodSources_AreTakenInOrder(string text, string expected)
    {
        Assert.Equal(expected, string.Join(' ', Read(text).HostSources));
        Assert.Empty(_folder.Problems);
    }

    [Theory]
    [InlineData("hosts: db files nis dns compat", "Files Dns", "db,nis,compat")]
    [InlineData("hosts: files myhostname dns", "Files Dns", "myhostname")]
    [InlineData("hosts: files resolve dns", "Files Dns", "resolve")]
    [InlineData("hosts: Files DNS", "Files Dns", "Files,DNS")]
    [InlineData("hosts: wins", "Files Dns", "wins")]
    [InlineData("hosts: mymachines resolve myhostname", "Dns", "mymachines,resolve,myhostname")]
    [InlineData("hosts: files resolve", "Files Dns", "resolve")]
    public void Read_OtherSources_AreListedOneByOne(string text, string expected, string listed)
    {
        Assert.Equal(expected, string.Join(' ', Read(text).HostSources));
        string[] sources = listed.Split(',');
        Assert.Equal(sources.Length, _folder.Problems.Count);
        Assert.All(sources.Zip(_folder.Problems), p => Assert.StartsWith($"source {p.First} is", p.Second.Reason));
    }

    [Theory]
    [InlineData("hosts: files [NOTFOUND=return] dns")]
    [InlineData("hosts: files[NOTFOUND=return]dns")]
    [InlineData("hosts: files [ !UNAVAIL=return  NOTFOUND=continue ] dns")]
    public void Read_Actions_AreSkippedAndListed(string text)
    {
        NsSwitch file = Read(text);

        Assert.Equal([HostSource.Files, HostSource.Dns], file.HostSources);
        Assert.False(file.LocalIsMulticast);
        Assert.Contains("brackets", Assert.Single(_folder.Problems).Reason);
    }

    [Theory]
    [InlineData("hosts: files mdns4_minimal [NOTFOUND=return] dns", true)]
    [InlineData("hosts: files mdns [notfound=RETURN] dns", true)]
    [InlineData("hosts: files mdns4_minimal dns", false)]
    [InlineData("hosts: files dns mdns4_minimal [NOTFOUND=return]", false)]
    [InlineData("hosts: files mdns4_minimal [!NOTFOUND=return] dns", false)]
    [InlineData("hosts: files mdns4_minimal [NOTFOUND=return] dns\nhosts: files dns", false)]
    public void LocalIsMulticast_MulticastBeforeDns_IsTrueIfItReturns(string text, bool expected)
    {
        NsSwitch file = Read(text);

        Assert.Equal([HostSource.Files, HostSource.Dns], file.HostSources);
        Assert.Equal(expected, file.LocalIsMulticast);
    }

    [Theory]
    [InlineData("hosts: files [NOTFOUND=return dns", "Files")]
    [InlineData("hosts files", "Files Dns")]
    public void Read_MalformedLine_IsListed(string text, string expected)
    {
        Assert.Equal(expected, string.Join(' ', Read(text).HostSources));
        Assert.Equal(1, Assert.Single(_folder.Problems).Line);
    }

    [Fact]
    public void Read_MissingFile_IsFilesThenDnsAndNoProblem()
    {
        var file = NsSwitch.Read(_folder.Missing, _folder.Problems);

        Assert.Equal([HostSource.Files, HostSource.Dns], file.HostSources);
        Assert.Empty(_folder.Problems);
    }

    [Fact]
    public void Read_UnreadableFile_IsFilesThenDnsAndListed()
    {
        var file = NsSwitch.Read(_folder.FullName, _folder.Problems);

        Assert.Equal([HostSource.Files, HostSource.Dns], file.HostSources);
        Assert.Single(_folder.Problems);
    }
}
