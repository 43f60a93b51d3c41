using GetXByY.Databases;
using GetXByY.Tests.Configuration;

namespace GetXByY.Tests.Databases;

public sealed class ProtocolsTableTests : IDisposable
{
    private const string Sample = """
        ip      0   IP          # pseudo protocol
        hopopt  0   HOPOPT
        tcp     6   TCP
        UDP     17  other
        udp     18
        manet   138             # no alias
        mptcp   262 MPTCP
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ProtocolsTable Load(string text) => ProtocolsTable.Load(_folder.Write(text), _folder.Problems);

    [Theory]
    [InlineData("ip", "ip 0")]
    [InlineData("hopopt", "hopopt 0")]
    [InlineData("tcp", "tcp 6")]
    [InlineData("TCP", "tcp 6")]
    [InlineData("tCp", "tcp 6")]
    [InlineData("UDP", "UDP 17")]
    [InlineData("udp", "udp 18")]
    [InlineData("Udp", "UDP 17")]
    [InlineData("other", "UDP 17")]
    [InlineData("manet", "manet 138")]
    [InlineData("mptcp", "mptcp 262")]
    public void FindByName_KnownName_GivesItsEntry(string name, string expected)
    {
        Assert.Equal(expected, Load(Sample).FindByName(name).Entry.ToString());
        Assert.Empty(_folder.Problems);
    }

    [Theory]
    [InlineData(0, "ip 0")]
    [InlineData(6, "tcp 6")]
    [InlineData(262, "mptcp 262")]
    public void FindByNumber_KnownNumber_GivesTheFirstEntry(int number, string expected) =>
        Assert.Equal(expected, Load(Sample).FindByNumber(number).Entry.ToString());

    [Fact]
    public void Find_Unknown_IsNoData()
    {
        ProtocolsTable table = Load(Sample);

        Assert.All(["", "unknown", "6", "tcp "], name =>
            Assert.Equal(LookupError.NoData, table.FindByName(name).Error));
        Assert.All([-1, 1, 255, 65_536 + 6], number =>
            Assert.Equal(LookupError.NoData, table.FindByNumber(number).Error));
        Assert.NotEmpty(table.FindByNumber(1).Reason);
    }

    [Theory]
    [InlineData("a 65536")]
    [InlineData("a -1")]
    [InlineData("a abc")]
    [InlineData("a")]
    public void Load_MalformedLine_IsListedAndTheOthersAreTaken(string line)
    {
        ProtocolsTable table = Load($"before 1\n{line}\nafter 65535");

        Assert.Equal(["before", "after"], table.Entries.Select(e => e.Name));
        Assert.Equal(2, Assert.Single(_folder.Problems).Line);
    }

    [Fact]
    public void Load_MissingFile_IsBuiltIn()
    {
        var table = ProtocolsTable.Load(_folder.Missing, _folder.Problems);

        Assert.Equal(TableStatus.BuiltIn, table.Status);
        Assert.Equal(["TCP"], table.FindByNumber(6).Entry.Aliases);
        Assert.Empty(_folder.Problems);
    }

    [Fact]
    public void Load_UnreadableFile_IsNoRecovery()
    {
        var table = ProtocolsTable.Load(_folder.FullName, _folder.Problems);

        Assert.Equal(TableStatus.Unreadable, table.Status);
        Assert.Equal(LookupError.NoRecovery, table.FindByName("tcp").Error);
        Assert.Equal(LookupError.NoRecovery, table.FindByNumber(6).Error);
        Assert.Single(_folder.Problems);
    }

    [Fact]
    public void Load_ThisMachinesFile_HasNoProblems()
    {
        var table = ProtocolsTable.Load("/etc/protocols", _folder.Problems);

        Assert.Equal(17, table.FindByName("udp").Entry.Number);
        Assert.Empty(_folder.Problems);
    }

    [Fact]
    public void Find_AfterTheFirst_AllocatesNothing()
    {
        ProtocolsTable table = Load(Sample);
        _ = table.FindByName("TCP").IsSuccess | table.FindByNumber(6).IsSuccess;

        long before = GC.GetAllocatedBytesForCurrentThread();
        bool all = table.FindByName("tCP").IsSuccess & table.FindByNumber(6).IsSuccess
            & !table.FindByName("unknown").IsSuccess & !table.FindByNumber(9999).IsSuccess;
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(all);
        Assert.Equal(0, allocated);
    }
}
