using System.Net;
using System.Net.Sockets;
using System.Text;
using GetXByY.Configuration;
using GetXByY.Databases;
using GetXByY.Ordering;

namespace GetXByY.Fuzz.Files;

/// <summary>Reads one file as each of the files there are, and asks the tables for what is in it.</summary>
internal sealed class FileTarget : IFuzzTarget, IDisposable
{
    private const int MaxProblems = 101;

    // So many readings fill one list.
    private const int Readings = 3;
    private const int MaxProblemLength = 1000;

    private static readonly UInt128[] s_addresses =
        [UInt128.MinValue, UInt128.MaxValue, .. ((string[])["127.0.0.1", "192.0.2.1", "::1", "fe80::1", "2002::1"])
            .Select(text => PrefixRule.NumberOf(IPAddress.Parse(text)))];

    private readonly TextMaker _maker = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("getxbyy-fuzz");
    private readonly string _path;
    private long _problems;
    private long _rules;
    private long _servers;
    private long _found;

    public FileTarget() => _path = Path.Combine(_folder.FullName, "file");

    public string Name => "files";

    public int Share => 1;

    // Six readings, each with entries and problems of up to 16 kB of text, and the tables that are built in.
    public long MostMemory => 16 << 20;

    public IEnumerable<(string Name, long Count)> Counts =>
        [("problems", _problems), ("servers", _servers), ("rules", _rules), ("found", _found)];

    public void Make(Chance chance)
    {
        _maker.Make(ref chance);
        File.WriteAllBytes(_path, _maker.Text);
    }

    public void Try()
    {
        var configuration = ResolverConfiguration.Load(
            new NameResolverOptions { ResolvConfPath = _path, NsSwitchPath = _path, GaiConfPath = _path });
        Expect(configuration.Servers.Count is >= 1 and <= 16, "how many servers there are");
        Expect(configuration.Ndots is >= 0 and <= 15, "ndots");
        Expect(configuration.Attempts is >= 1 and <= 5, "attempts");
        Expect(configuration.AttemptTimeout.TotalSeconds is > 0 and <= 30, "timeout");
        _servers += configuration.Servers.Count;
        CheckProblems(configuration.Problems);
        CheckOrder(configuration.AddressRules!);
        var problems = new List<ConfigurationProblem>();
        AskHosts(HostsFile.Load(_path, problems));
        AskTables(ServicesTable.Load(_path, problems), ProtocolsTable.Load(_path, problems));
        CheckProblems(problems);
    }

    public string Describe() => Convert.ToHexString(_maker.Text);

    public void Dispose() => _folder.Delete(recursive: true);

    // Every address has a label, a precedence and a scope, whatever the file says.
    private void CheckOrder(GaiConf rules)
    {
        _rules += rules.Labels.Count + rules.Precedences.Count + rules.Scopes.Count;
        var policy = new PolicyTable(rules);
        foreach (UInt128 address in s_addresses)
        {
            Expect(policy.LabelOf(address) >= 0 && policy.PrecedenceOf(address) >= 0, "a label or precedence below 0");
            Expect(policy.ScopeOf(address) >= 0, "a scope below 0");
        }
    }

    private void AskHosts(HostsFile hosts)
    {
        foreach (string name in (string[])["localhost", "a.test", "ssh", "", "a..b"])
        {
            if (hosts.FindByName(name, AddressFamily.Unspecified) is not HostEntry entry)
                continue;
            _found++;
            Expect(entry.Addresses.Count > 0 && entry.Name.Length > 0, "an entry without an address or a name");
            Expect(hosts.FindByAddress(entry.Addresses[0]) is not null, "an address that was found is not found");
        }
        hosts.FindByAddress(IPAddress.IPv6Loopback);
    }

    private void AskTables(ServicesTable services, ProtocolsTable protocols)
    {
        if (services.FindByName("ssh", "", hasProtocol: false).TryGetEntry(out ServiceEntry? service))
        {
            _found++;
            Expect(services.FindByPort(service.Port, service.Protocol, hasProtocol: true).IsSuccess, "a port is not found");
        }
        if (protocols.FindByName("tcp").TryGetEntry(out ProtocolEntry? protocol))
        {
            _found++;
            Expect(protocols.FindByNumber(protocol.Number).IsSuccess, "a number is not found");
        }
    }

    private void CheckProblems(IReadOnlyCollection<ConfigurationProblem> problems)
    {
        _problems += problems.Count;
        Expect(problems.Count <= Readings * MaxProblems, $"{problems.Count} problems are listed");
        int lines = 1 + Encoding.Latin1.GetString(_maker.Text).Count(c => c is '\n' or '\r');
        foreach (ConfigurationProblem problem in problems)
        {
            Expect(problem.Line >= 0 && problem.Line <= lines, $"line {problem.Line} of {lines}");
            Expect(problem.ToString().Length <= MaxProblemLength, "a problem is too long");
        }
    }

    private static void Expect(bool holds, string otherwise)
    {
        if (!holds)
            throw new FindingException(otherwise);
    }
}
