using GetXByY.Configuration;

namespace GetXByY.Tests.Configuration;

public sealed class NsSwitchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Read(string text) =>
        Text(NsSwitch.Read(_folder.Write(text), _folder.Problems, _folder.Settings));

    private static string Text(NsSwitch file) => string.Join(' ', file.Steps.Select(SourceText.Of));

    [Theory]
    [InlineData("hosts: files dns", "files dns")]
    [InlineData("hosts:\tdns   files", "dns files")]
    [InlineData("hosts:files", "files")]
    [InlineData("hosts : dns", "dns")]
    [InlineData("hosts: files myhostname dns", "files myhostname dns")]
    [InlineData("# hosts: dns\nhosts: files # dns", "files")]
    [InlineData("passwd: files systemd\nhosts: dns\nnetworks: files", "dns")]
    [InlineData("hosts: dns\nhosts: files", "files")]
    [InlineData("passwd: files", "files dns")]
    [InlineData("hosts:", "files dns")]
    [InlineData("", "files dns")]
    public void Read_UnderstoodSources_AreTakenInOrder(string text, string expected)
    {
        Assert.Equal(expected, Read(text));
        Assert.Empty(_folder.Problems);
    }

    [Theory]
    [InlineData("hosts: files [NOTFOUND=return] dns", "files [NOTFOUND=return] dns")]
    [InlineData("hosts: files[NOTFOUND=return]dns", "files [NOTFOUND=return] dns")]
    [InlineData("hosts: files [notfound=RETURN] dns", "files [NOTFOUND=return] dns")]
    [InlineData("hosts: files [ !UNAVAIL=return  NOTFOUND=continue ] dns", "files [TRYAGAIN=return] dns")]
    [InlineData("hosts: files [!SUCCESS=return] dns", "files [NOTFOUND=return UNAVAIL=return TRYAGAIN=return] dns")]
    [InlineData("hosts: files [SUCCESS=continue] dns", "files [SUCCESS=continue] dns")]
    [InlineData("hosts: files [NOTFOUND=return][NOTFOUND=continue] dns", "files dns")]
    [InlineData("hosts: dns [UNAVAIL=return TRYAGAIN=return] files", "dns [UNAVAIL=return TRYAGAIN=return] files")]
    public void Read_Actions_AreTaken(string text, string expected)
    {
        Assert.Equal(expected, Read(text));
        Assert.Empty(_folder.Problems);
    }

    [Theory]
    [InlineData("hosts: db files nis dns compat", "absent files absent dns absent", "db,nis,compat")]
    [InlineData("hosts: files resolve [!UNAVAIL=return] dns",
        "files absent [NOTFOUND=return TRYAGAIN=return] dns", "resolve")]
    [InlineData("hosts: files mdns4_minimal [NOTFOUND=return] dns", "files multicast [NOTFOUND=return] dns",
        "mdns4_minimal")]
    [InlineData("hosts: wins", "files dns", "wins")]
    [InlineData("hosts: Files DNS", "files dns", "Files,DNS")]
    [InlineData("hosts: mdns", "files multicast dns", "mdns")]
    [InlineData("hosts: mymachines resolve [!UNAVAIL=return] myhostname",
        "absent dns [NOTFOUND=return TRYAGAIN=return] myhostname", "mymachines,resolve")]
    public void Read_SourcesThatCannotBeAsked_AreListedOneByOne(string text, string expected, string listed)
    {
        Assert.Equal(expected, Read(text));
        string[] sources = listed.Split(',');
        Assert.Equal(sources.Length, _folder.Problems.Count);
        Assert.All(sources.Zip(_folder.Problems), p => Assert.StartsWith($"source {p.First} cannot", p.Second.Reason));
    }

    [Theory]
    [InlineData("hosts: files [NOTFOUND=return dns", "files")]
    [InlineData("hosts files", "files dns")]
    [InlineData("hosts: [NOTFOUND=return] dns", "dns")]
    [InlineData("hosts: files [FOO=return] dns", "files dns")]
    [InlineData("hosts: files [NOTFOUND=stop] dns", "files dns")]
    [InlineData("hosts: files [NOTFOUND] dns", "files dns")]
    [InlineData("hosts: files [SUCCESS=merge] dns", "files dns")]
    public void Read_MalformedLine_IsListed(string text, string expected)
    {
        Assert.Equal(expected, Read(text));
        Assert.Equal(1, Assert.Single(_folder.Problems).Line);
    }

    [Fact]
    public void Read_MissingFile_IsFilesThenDnsAndNoProblem()
    {
        Assert.Equal("files dns", Text(NsSwitch.Read(_folder.Missing, _folder.Problems, _folder.Settings)));
        Assert.Empty(_folder.Problems);
    }

    [Fact]
    public void Read_UnreadableFile_IsFilesThenDnsAndListed()
    {
        Assert.Equal("files dns", Text(NsSwitch.Read(_folder.FullName, _folder.Problems, _folder.Settings)));
        Assert.Single(_folder.Problems);
    }

    [Fact]
    public void Read_Settings_TellEachSourceWithItsLine()
    {
        string path = _folder.Write("passwd: files\nhosts: files nis [NOTFOUND=return] dns [UNAVAIL=return]\n");
        NsSwitch.Read(path, _folder.Problems, _folder.Settings);

        Assert.Equal(
            [$"hosts files ({path}:2)", $"hosts dns [UNAVAIL=return] ({path}:2)"],
            _folder.Settings.Settings.Select(s => s.ToString()));
    }
}
