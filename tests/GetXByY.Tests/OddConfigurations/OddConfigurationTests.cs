using System.Net.Sockets;
using GetXByY.Configuration;
using GetXByY.Tests.Configuration;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.OddConfigurations;

/// <summary>What we make of odd configuration files. That glibc does the same: <see cref="GlibcTests"/>.</summary>
public sealed class OddConfigurationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> States { get; } =
        [.. OddConfiguration.Names.Where(n => OddConfiguration.Read(n).State is not null)];

    public static TheoryData<string, string> Questions { get; } = new(OddConfiguration.Names
        .SelectMany(n => OddConfiguration.Read(n).Questions.Select(q => (n, q))));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_AreAsManyAsPromised()
    {
        Assert.InRange(OddConfiguration.Names.Count(), 30, 500);
    }

    [Theory]
    [MemberData(nameof(States))]
    public void Read_OddResolvConf_GivesWhatTheFileSays(string name)
    {
        var odd = OddConfiguration.Read(name);
        var file = ResolvConf.Read(
            _folder.Write(odd.File("resolv.conf")), EnvironmentOf(odd), _folder.Problems, _folder.Settings);

        Assert.Equal(odd.State, TextOf(file));
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task HostByName_OddConfiguration_AsksAndFindsWhatTheFileSays(string name, string question)
    {
        var odd = OddConfiguration.Read(name);
        using var s = new SimulatedEngine(
            odd.File("resolv.conf"), odd.File("hosts"), odd.File("nsswitch.conf"), environment: EnvironmentOf(odd));
        (string host, string family) = OddConfiguration.Split(question);
        var face = new RecordingFace();
        RecordingFace.StartHost(s.Engine, face, host, FamilyOf(family));
        List<string> lines = [];
        for (int i = 0; i < 1000 && face.Posts == 0 && IsOutstanding(s); i++)
            Serve(s, odd, lines);
        LookupResult<object> result = await face.Posted;

        Assert.Equal(odd.Expected(question, ofGlibc: false), string.Join('\n', [.. lines, $"= {TextOf(result)}"]));
    }

    private static bool IsOutstanding(SimulatedEngine s)
    {
        s.Pump();
        return s.Engine.Resolver.Outstanding > 0;
    }

    // Answers all that was asked, or lets time pass.
    private static void Serve(SimulatedEngine s, OddConfiguration odd, List<string> lines)
    {
        if (!s.Network.Sent.TryDequeue(out SentMessage? query))
        {
            s.Pass(TimeSpan.FromMilliseconds(100));
            return;
        }
        string name = query.Name.TrimEnd('.');
        string type = query.Type == 1 ? "A" : "AAAA";
        lines.Add($"{name} {type}{((query.Bytes[3] & 0x20) != 0 ? " AD" : "")}");
        switch (odd.Answers.GetValueOrDefault(name))
        {
            case null:
                s.Answer(query, rcode: 3);
                break;
            case ["NODATA"]:
                s.Answer(query);
                break;
            case ["SERVFAIL"]:
                s.Answer(query, rcode: 2);
                break;
            case ["REFUSED"]:
                s.Answer(query, rcode: 5);
                break;
            case ["SILENCE"]:
                break;
            case var addresses:
                s.Answer(query, r => addresses.Where(a => a.Contains(':') == (type == "AAAA"))
                    .Aggregate(r, (reply, address) => reply.Address(address)));
                break;
        }
    }

    private static ResolverEnvironment EnvironmentOf(OddConfiguration odd) => new(
        LocalDomain: odd.Environment.GetValueOrDefault("LOCALDOMAIN"),
        Options: odd.Environment.GetValueOrDefault("RES_OPTIONS"));

    private static AddressFamily FamilyOf(string family) => family switch
    {
        "inet" => AddressFamily.InterNetwork,
        "inet6" => AddressFamily.InterNetworkV6,
        _ => AddressFamily.Unspecified,
    };

    private static string TextOf(LookupResult<object> result) =>
        result.TryGetEntry(out object? entry) ? string.Join(' ', ((HostEntry)entry).Addresses)
        : result.Error switch
        {
            LookupError.HostNotFound => "not found",
            LookupError.NoData => "no data",
            _ => "try again",
        };

    private static string TextOf(ResolvConf file)
    {
        ResolverSwitches switches = file.Switches;
        (bool IsOn, string Name)[] flags =
        [
            (switches.NoAaaa, "no-aaaa"), (switches.NoReload, "no-reload"), (switches.NoTldQuery, "no-tld-query"),
            (switches.Rotate, "rotate"), (switches.SingleRequest, "single-request"), (switches.TrustAd, "trust-ad"),
            (switches.UseTcp, "use-vc"),
        ];
        string[] options =
        [
            $"ndots:{switches.Ndots}", $"timeout:{switches.Timeout.TotalSeconds}", $"attempts:{switches.Attempts}",
            .. flags.Where(f => f.IsOn).Select(f => f.Name),
        ];
        return string.Join(
            '\n',
            string.Join(' ', file.Servers.Select(s => s.Address.ToString()).Prepend("servers")),
            string.Join(' ', file.Search.Select(s => s.Length == 0 ? "." : s).Prepend("search")),
            string.Join(' ', options.Prepend("options")));
    }
}
