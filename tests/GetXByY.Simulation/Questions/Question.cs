using System.Net;
using System.Net.Sockets;

namespace GetXByY.Simulation;

/// <summary>Something to look up, with what must be found.</summary>
/// <param name="Kind">The database.</param>
/// <param name="Text">The name, or the address in text.</param>
/// <param name="Number">The port or protocol number.</param>
/// <param name="Family">Which addresses are wanted.</param>
/// <param name="WantsPart">Whether a part of the result is wanted as soon as there is one; of tasks alone.</param>
internal sealed record Question(
    QuestionKind Kind, string Text, int Number = 0, AddressFamily Family = default, bool WantsPart = false)
{
    /// <summary>The files of the simulated machine.</summary>
    internal const string Hosts = "10.1.1.1 filed.test filed\nfd00::1:1 filed.test\n";
    internal const string Services = "http 80/tcp www\nhttp 80/udp\ndomain 53/udp\n";
    internal const string Protocols = "tcp 6 TCP\nudp 17 UDP\n";

    internal static Question Draw(Choices choices) => choices.Below(12) switch
    {
        < 4 => DrawFromTables(choices),
        4 => new Question(QuestionKind.HostByAddress, choices.Of("10.1.1.1", "10.9.9." + choices.Below(9))),
        _ => DrawHost(choices),
    };

    /// <summary>A service or a protocol.</summary>
    internal static Question DrawFromTables(Choices choices) => choices.Below(4) switch
    {
        0 => new Question(QuestionKind.ServiceByName, choices.Of("http", "www", "nosuch")),
        1 => new Question(QuestionKind.ServiceByPort, "", choices.Of(80, 53, 99)),
        2 => new Question(QuestionKind.ProtocolByName, choices.Of("tcp", "UDP", "nosuch")),
        _ => new Question(QuestionKind.ProtocolByNumber, "", choices.Of(6, 17, 99)),
    };

    /// <summary>A host of which servers know another address from time to time.</summary>
    internal static Question DrawChanging(Choices choices) => new(
        QuestionKind.HostByName, choices.Of("changing0.test", "changing0.test", "changing1.test", "changing2.test"), 0, choices.Of(
            AddressFamily.InterNetwork, AddressFamily.Unspecified));

    /// <summary>A host's name, which takes one of the ways through the resolver.</summary>
    internal static Question DrawHost(Choices choices)
    {
        string kind = choices.Of(
            "host", "host", "host", "alias", "large", "short", "silent", "second", "again", "slow", "closed", "plain", "missing",
            "failing", "baked", "crumbly", "explained", "empty", "fading", "filed", "text");
        string name = kind switch
        {
            // Many ask for the same, so that there is what can be shared.
            _ when choices.OneIn(3) => choices.Of("host0.test", "host0.test", "fading0.test", "missing0.test.", "large0.test"),
            "short" => "short" + choices.Below(6),
            "filed" => choices.Of("filed.test", "filed"),
            "text" => choices.Of("127.0.0.1", "", "a..b", "localhost"),
            _ => $"{kind}{choices.Below(6)}.test",
        };
        return new Question(QuestionKind.HostByName, name, 0, choices.Of(
            AddressFamily.InterNetwork, AddressFamily.InterNetwork, AddressFamily.Unspecified, AddressFamily.InterNetworkV6),
            choices.OneIn(3));
    }

    /// <summary>What is wrong with an entry that was found; null when it is right.</summary>
    internal string? Judge(object entry) => entry switch
    {
        HostEntry host when Kind is QuestionKind.HostByName or QuestionKind.HostByAddress => JudgeHost(host.Name, host.Addresses),
        IPAddress[] addresses when Kind == QuestionKind.HostByName => JudgeHost("", addresses),
        ServiceEntry service when Kind == QuestionKind.ServiceByName => JudgeNumber(service.Port, 80),
        ServiceEntry service when Kind == QuestionKind.ServiceByPort => JudgeNumber(service.Port, Number),
        ProtocolEntry protocol when Kind == QuestionKind.ProtocolByName => JudgeNumber(protocol.Number, Text == "tcp" ? 6 : 17),
        ProtocolEntry protocol when Kind == QuestionKind.ProtocolByNumber => JudgeNumber(protocol.Number, Number),
        _ => $"{this} was answered with {entry}",
    };

    private string? JudgeNumber(int number, int right) => number == right ? null : $"{this} was answered with {number}";

    private string? JudgeHost(string name, IEnumerable<IPAddress> addresses)
    {
        if (Kind == QuestionKind.HostByAddress)
            return name == PointerName ? null : $"{this} was answered with {name}";
        foreach (IPAddress address in addresses)
        {
            if (!IsRight(address))
                return $"{this} was answered with {address}";
        }
        return null;
    }

    private string PointerName => Text == "10.1.1.1" ? "filed.test" : $"pointer.{Text[(Text.LastIndexOf('.') + 1)..]}.test";

    private bool IsRight(IPAddress address) => Text switch
    {
        "filed.test" or "filed" => address.ToString() is "10.1.1.1" or "fd00::1:1" || NameServer.IsRight(Text, address),
        "127.0.0.1" or "localhost" => IPAddress.IsLoopback(address),
        // The local host, whatever it is called here.
        "" => true,
        _ => NameServer.IsRight(Text, address),
    };
}
