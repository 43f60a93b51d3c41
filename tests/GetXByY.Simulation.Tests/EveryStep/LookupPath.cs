using System.Net.Sockets;

namespace GetXByY.Simulation.Tests;

/// <summary>One of the ways that a look-up can take through the engine.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Question">A question that takes it.</param>
/// <param name="ResolvConf">The configuration in which it does.</param>
internal sealed record LookupPath(string Name, Question Question, int ResolvConf = 0)
{
    private const int OneServer = 0;
    private const int TwoServers = 1;
    private const int MixedCase = 2;
    private const int OverTcp = 3;
    private const int Kept = 4;
    private const int KeptStale = 5;

    // A path that is built later is added here.
    internal static readonly LookupPath[] All =
    [
        new("service", new Question(QuestionKind.ServiceByName, "http")),
        new("protocol", new Question(QuestionKind.ProtocolByNumber, "", 6)),
        new("no such service", new Question(QuestionKind.ServiceByPort, "", 99)),
        new("address in text", Host("127.0.0.1")),
        new("hosts file", Host("filed.test")),
        new("A", Host("host1.test")),
        new("A and AAAA", Host("host1.test", AddressFamily.Unspecified)),
        new("A and AAAA, a part at a time", Host("host1.test", AddressFamily.Unspecified) with { WantsPart = true }),
        new("CNAME chain", Host("alias1.test")),
        new("NXDOMAIN", Host("missing1.test.")),
        new("search list", Host("short1")),
        new("second server", Host("second1.test"), TwoServers),
        new("retry", Host("again1.test"), OneServer),
        new("without EDNS", Host("plain1.test")),
        new("server cookie", Host("baked1.test")),
        new("bad cookie", Host("crumbly1.test")),
        new("cookie that is owed", Host("crumbly2.test", AddressFamily.Unspecified)),
        new("mixed case", Host("host1.test"), MixedCase),
        new("extended error", Host("explained1.test.")),
        new("TCP fallback", Host("large1.test")),
        new("TCP", Host("host1.test"), OverTcp),
        new("port unreachable", Host("closed1.test"), TwoServers),
        new("second attempt beside the first", Host("again2.test")) { Before = [Host("host1.test")] },
        new("hedge", Host("slow1.test"), TwoServers) { Before = [Host("host1.test")] },
        new("probe", Host("host1.test"), TwoServers) { Before = [Host("second2.test")], IsAlone = true },
        new("revived server", Host("host1.test"), TwoServers) { Before = [Host("second2.test"), Host("host2.test")] },
        new("kept answer", Host("host1.test"), Kept) { Before = [Host("host1.test")] },
        new("follower", Host("host5.test"), Kept),
        new("leader", Host("host5.test"), Kept) { IsFirst = true },
        new("stale answer", Host("fading1.test"), KeptStale) { Before = [Host("fading1.test"), Host("silent1.test.")] },
        new("reverse", new Question(QuestionKind.HostByAddress, "10.9.9.3")),
    ];

    /// <summary>What is looked up before it, so that the servers are known.</summary>
    internal Question[] Before { get; init; } = [];

    /// <summary>Whether no other look-up may come in between.</summary>
    internal bool IsAlone { get; init; }

    /// <summary>Whether the other look-up is started behind it.</summary>
    internal bool IsFirst { get; init; }

    /// <summary>Whether servers are asked.</summary>
    internal bool AsksServers => Question.Kind == QuestionKind.HostByAddress || Question.Text is not ("127.0.0.1" or "filed.test" or "http" or "");

    public override string ToString() => Name;

    private static Question Host(string name, AddressFamily family = AddressFamily.InterNetwork) =>
        new(QuestionKind.HostByName, name, 0, family);
}
