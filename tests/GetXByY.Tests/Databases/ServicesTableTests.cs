using GetXByY.Databases;
using GetXByY.Tests.Configuration;

namespace GetXByY.Tests.Databases;

public sealed class ServicesTableTests : IDisposable
{
    private const string Sample = """
        # a comment
        echo        7/tcp
        echo        7/udp
        smtp        25/tcp     mail          # Simple Mail Transfer
        domain      53/udp
        domain      53/tcp     nameserver
        http        80/tcp     www www-http
        Mixed       90/TCP     MiX
        mixed       91/tcp
        dicom-old   104/tcp    dicom
        dicom       11112/tcp
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ServicesTable Load(string text) => ServicesTable.Load(_folder.Write(text), _folder.Problems);

    [Theory]
    [InlineData("echo", "tcp", "echo 7/tcp")]
    [InlineData("echo", "udp", "echo 7/udp")]
    [InlineData("echo", null, "echo 7/tcp")]
    [InlineData("domain", null, "domain 53/udp")]
    [InlineData("domain", "tcp", "domain 53/tcp")]
    [InlineData("nameserver", null, "domain 53/tcp")]
    [InlineData("mail", null, "smtp 25/tcp")]
    [InlineData("www-http", "tcp", "http 80/tcp")]
    [InlineData("HTTP", "TCP", "http 80/tcp")]
    [InlineData("WWW", "Tcp", "http 80/tcp")]
    [InlineData("Mixed", "tcp", "Mixed 90/TCP")]
    [InlineData("mixed", "tcp", "mixed 91/tcp")]
    [InlineData("MIXED", null, "Mixed 90/TCP")]
    [InlineData("mix", null, "Mixed 90/TCP")]
    [InlineData("dicom", null, "dicom-old 104/tcp")]
    public void FindByName_KnownName_GivesItsEntry(string name, string? protocol, string expected)
    {
        LookupResult<ServiceEntry> result = Load(Sample).FindByName(name, protocol, protocol is not null);

        Assert.Equal(expected, result.Entry.ToString());
        Assert.Empty(_folder.Problems);
    }

    [Theory]
    [InlineData("unknown", null)]
    [InlineData("echo", "sctp")]
    [InlineData("smtp", "udp")]
    [InlineData("nameserver", "udp")]
    [InlineData("echo", "")]
    [InlineData("", null)]
    [InlineData("", "")]
    [InlineData("*", "*")]
    [InlineData("7", null)]
    [InlineData("echo ", null)]
    public void FindByName_UnknownNameOrProtocol_IsNoData(string name, string? protocol)
    {
        LookupResult<ServiceEntry> result = Load(Sample).FindByName(name, protocol, protocol is not null);

        Assert.Equal(LookupError.NoData, result.Error);
        Assert.NotEmpty(result.Reason);
    }

    [Theory]
    [InlineData(7, null, "echo 7/tcp")]
    [InlineData(7, "udp", "echo 7/udp")]
    [InlineData(53, null, "domain 53/udp")]
    [InlineData(53, "TCP", "domain 53/tcp")]
    [InlineData(90, "tcp", "Mixed 90/TCP")]
    public void FindByPort_KnownPort_GivesItsEntry(int port, string? protocol, string expected) =>
        Assert.Equal(expected, Load(Sample).FindByPort(port, protocol, protocol is not null).Entry.ToString());

    [Theory]
    [InlineData(1, null)]
    [InlineData(25, "udp")]
    [InlineData(7, "")]
    [InlineData(0, null)]
    [InlineData(-1, null)]
    [InlineData(65_536 + 7, null)]
    public void FindByPort_UnknownPortOrProtocol_IsNoData(int port, string? protocol) =>
        Assert.Equal(LookupError.NoData, Load(Sample).FindByPort(port, protocol, protocol is not null).Error);

    [Fact]
    public void Load_Aliases_StayInTheOrderOfTheFile()
    {
        ServiceEntry entry = Load(Sample).FindByName("http", "", hasProtocol: false).Entry;

        Assert.Equal(["www", "www-http"], entry.Aliases);
        Assert.Empty(Load(Sample).FindByName("echo", "", hasProtocol: false).Entry.Aliases);
    }

    [Fact]
    public void Load_Duplicates_TheFirstWins()
    {
        ServicesTable table = Load("a 1/tcp x\na 2/tcp\nb 1/tcp\nx 3/tcp\nA 1/TCP\n");

        Assert.Equal(1, table.FindByName("a", "tcp", hasProtocol: true).Entry.Port);
        Assert.Equal("a", table.FindByPort(1, "tcp", hasProtocol: true).Entry.Name);
        Assert.Equal("a", table.FindByName("x", "tcp", hasProtocol: true).Entry.Name);
        Assert.Equal("b", table.FindByName("b", "tcp", hasProtocol: true).Entry.Name);
        Assert.Empty(_folder.Problems);
    }

    [Theory]
    [InlineData("a 0/tcp", 0)]
    [InlineData("a 65535/tcp", 65_535)]
    [InlineData("a 080/tcp", 80)]
    public void Load_PortAtTheEdges_IsTaken(string text, int port)
    {
        Assert.Equal(port, Load(text).FindByName("a", "tcp", hasProtocol: true).Entry.Port);
        Assert.Equal("a", Load(text).FindByPort(port, "tcp", hasProtocol: true).Entry.Name);
        Assert.Empty(_folder.Problems);
    }

    [Theory]
    [InlineData("a 65536/tcp")]
    [InlineData("a -1/tcp")]
    [InlineData("a +1/tcp")]
    [InlineData("a abc/tcp")]
    [InlineData("a 0x50/tcp")]
    [InlineData("a 99999999999999999999/tcp")]
    [InlineData("a /tcp")]
    [InlineData("a 80/")]
    [InlineData("a 80")]
    [InlineData("a 80,tcp")]
    [InlineData("a 80 / tcp")]
    [InlineData("a")]
    public void Load_MalformedLine_IsListedAndTheOthersAreTaken(string line)
    {
        ServicesTable table = Load($"before 1/tcp\n{line}\nafter 2/tcp");

        Assert.Equal(["before", "after"], table.Entries.Select(e => e.Name));
        ConfigurationProblem problem = Assert.Single(_folder.Problems);
        Assert.Equal((2, line), (problem.Line, problem.Text));
    }

    [Fact]
    public void Load_MissingFile_IsBuiltIn()
    {
        var table = ServicesTable.Load(_folder.Missing, _folder.Problems);

        Assert.Equal(TableStatus.BuiltIn, table.Status);
        Assert.Equal(443, table.FindByName("https", "tcp", hasProtocol: true).Entry.Port);
        Assert.Equal(LookupError.NoData, table.FindByName("unknown", "", hasProtocol: false).Error);
        Assert.Empty(_folder.Problems);
    }

    [Fact]
    public void Load_EmptyFile_IsLoadedAndKnowsNothing()
    {
        ServicesTable table = Load("");

        Assert.Equal(TableStatus.Loaded, table.Status);
        Assert.Equal(LookupError.NoData, table.FindByName("https", "", hasProtocol: false).Error);
    }

    [Fact]
    public void Load_UnreadableFile_IsNoRecovery()
    {
        var table = ServicesTable.Load(_folder.FullName, _folder.Problems);

        Assert.Equal(TableStatus.Unreadable, table.Status);
        Assert.Equal(LookupError.NoRecovery, table.FindByName("https", "tcp", hasProtocol: true).Error);
        Assert.Equal(LookupError.NoRecovery, table.FindByPort(443, "", hasProtocol: false).Error);
        Assert.Single(_folder.Problems);
    }

    [Fact]
    public void Load_ThisMachinesFile_HasNoProblems()
    {
        var table = ServicesTable.Load("/etc/services", _folder.Problems);

        Assert.NotEqual(TableStatus.Unreadable, table.Status);
        Assert.Equal(22, table.FindByName("ssh", "tcp", hasProtocol: true).Entry.Port);
        Assert.Empty(_folder.Problems);
    }

    [Fact]
    public void Find_AfterTheFirst_AllocatesNothing()
    {
        ServicesTable table = Load(Sample);
        _ = table.FindByName("WWW", "TCP", hasProtocol: true).IsSuccess | table.FindByPort(80, "x", true).IsSuccess;

        long before = GC.GetAllocatedBytesForCurrentThread();
        bool all = table.FindByName("WWW", "TCP", hasProtocol: true).IsSuccess
            & table.FindByName("echo", "", hasProtocol: false).IsSuccess
            & !table.FindByName("unknown", "tcp", hasProtocol: true).IsSuccess
            & table.FindByPort(80, "tcp", hasProtocol: true).IsSuccess;
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(all);
        Assert.Equal(0, allocated);
    }
}
