using GetXByY.Databases;

namespace GetXByY.Tests.Databases;

public sealed class BuiltInTablesTests
{
    private readonly List<ConfigurationProblem> _problems = [];

    private ServicesTable Services => ServicesTable.Load("", _problems);

    private ProtocolsTable Protocols => ProtocolsTable.Load("", _problems);

    [Fact]
    public void Load_BuiltIn_HasNoProblems()
    {
        Assert.InRange(Services.Entries.Count, 150, 250);
        Assert.InRange(Protocols.Entries.Count, 40, 80);
        Assert.Empty(_problems);
    }

    [Fact]
    public void Services_NoNameOrPort_StandsTwiceForAProtocol()
    {
        IReadOnlyList<ServiceEntry> entries = Services.Entries;
        string[] names = [.. entries.SelectMany(e => e.Aliases.Prepend(e.Name).Select(n => $"{n}/{e.Protocol}"))];

        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(entries.Count, entries.DistinctBy(e => (e.Port, e.Protocol)).Count());
        Assert.All(entries, e => Assert.True(e.Protocol is "tcp" or "udp", e.ToString()));
    }

    [Fact]
    public void Services_Ports_AreInOrder() =>
        Assert.Equal(Services.Entries.Select(e => e.Port).Order(), Services.Entries.Select(e => e.Port));

    [Theory]
    [InlineData("mail", "tcp", 25)]
    [InlineData("www", "tcp", 80)]
    [InlineData("imap2", "tcp", 143)]
    [InlineData("smtps", "tcp", 465)]
    [InlineData("submissions", "tcp", 465)]
    [InlineData("syslog", "udp", 514)]
    [InlineData("domain-s", "tcp", 853)]
    [InlineData("ms-wbt-server", "tcp", 3389)]
    [InlineData("postgresql", "tcp", 5432)]
    [InlineData("https", "udp", 443)]
    public void Services_CommonNames_HaveTheirPorts(string name, string protocol, int port) =>
        Assert.Equal(port, Services.FindByName(name, protocol, hasProtocol: true).Entry.Port);

    [Fact]
    public void Services_NamesThatTheSystemKnowsToo_HaveTheSamePorts()
    {
        if (!File.Exists("/etc/services"))
            return;
        var system = ServicesTable.Load("/etc/services", _problems);
        int compared = 0;
        foreach (ServiceEntry entry in Services.Entries)
        {
            if (system.FindByName(entry.Name, entry.Protocol, hasProtocol: true).TryGetEntry(out ServiceEntry? theirs))
            {
                Assert.Equal(theirs.Port, entry.Port);
                compared++;
            }
        }
        Assert.True(compared > 50, $"only {compared} compared");
    }

    [Fact]
    public void Protocols_NamesThatTheSystemKnowsToo_HaveTheSameNumbers()
    {
        if (!File.Exists("/etc/protocols"))
            return;
        var system = ProtocolsTable.Load("/etc/protocols", _problems);
        int compared = 0;
        foreach (ProtocolEntry entry in Protocols.Entries)
        {
            if (system.FindByName(entry.Name).TryGetEntry(out ProtocolEntry? theirs))
            {
                Assert.Equal(theirs.Number, entry.Number);
                compared++;
            }
        }
        Assert.True(compared > 30, $"only {compared} compared");
    }

    [Fact]
    public void Protocols_Aliases_AreTheDisplayForms()
    {
        ProtocolsTable table = Protocols;

        Assert.All(table.Entries, e => Assert.Equal(
            e.Name.Replace("-", ""), Assert.Single(e.Aliases).Replace("-", ""), ignoreCase: true));
        Assert.Equal("ip", table.FindByNumber(0).Entry.Name);
        Assert.Equal(132, table.FindByName("SCTP").Entry.Number);
        Assert.Equal(41, table.FindByName("ipv6").Entry.Number);
    }
}
