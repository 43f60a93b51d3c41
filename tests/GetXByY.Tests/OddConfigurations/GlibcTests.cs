using System.Net;
using GetXByY.Testing;

namespace GetXByY.Tests.OddConfigurations;

/// <summary>glibc itself, in a mount namespace with the odd files over the system's: does it do what they say? Wants a
/// Linux with glibc and a C compiler, and the superuser, since glibc asks port 53 alone.</summary>
public sealed class GlibcTests
{
    // The server in the odd files; each test has another one. While another test forks, a socket that was just closed may
    // still be open in the child.
    private const string Server = "127.0.53.1";

    private static int s_servers;

    public static TheoryData<string> States => OddConfigurationTests.States;

    public static TheoryData<string, string> Questions => OddConfigurationTests.Questions;

    [Theory]
    [MemberData(nameof(States))]
    public void ResNinit_OddResolvConf_GivesWhatTheFileSays(string name)
    {
        var odd = OddConfiguration.Read(name);
        string[] lines = GlibcProbe.Run(odd, text => text, "state");

        // One that is listed twice is asked twice by glibc, and once by us; less than a second is a second.
        lines[0] = string.Join(' ', lines[0].Split(' ').Distinct());
        lines[1] = string.Join(' ', lines[1].Split(' ').Select(d => d is "." ? d : d.TrimEnd('.')).Distinct());
        lines[2] = lines[2].Replace("timeout:0", "timeout:1").Replace("timeout:-5", "timeout:1");
        Assert.Equal(odd.StateOfGlibc, string.Join('\n', lines).Replace("\r", "\\r"));
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task GetAddrInfo_OddConfiguration_AsksAndFindsWhatTheFileSays(string name, string question)
    {
        var odd = OddConfiguration.Read(name);
        GlibcProbe.Require();
        int number = Interlocked.Increment(ref s_servers);
        var address = IPAddress.Parse($"127.0.{54 + number / 250}.{1 + number % 250}");
        await using var server = LoopbackNameServer.Start(new LoopbackNameServerOptions { Address = address, Port = 53 });
        foreach ((string asked, string[] answer) in odd.Answers)
            Script(server, asked, answer);
        (string host, string family) = OddConfiguration.Split(question);

        string[] found = GlibcProbe.Run(odd, text => text.Replace(Server, address.ToString()), "ask", host, family);

        // glibc puts them in the order of RFC 6724
        string result = string.Join(' ', found.OrderBy(a => a.Contains(':')).ThenBy(a => a, StringComparer.Ordinal));
        IEnumerable<string> queries = server.Queries.Select(q =>
            $"{q.Name.TrimEnd('.')} {q.Type.ToString().ToUpperInvariant()}{((q.Message.Span[3] & 0x20) != 0 ? " AD" : "")}");
        Assert.Equal(
            odd.Expected(question, ofGlibc: true), string.Join('\n', [.. queries, $"= {result}"]));
    }

    private static void Script(LoopbackNameServer server, string name, string[] answer)
    {
        if (IPAddress.TryParse(answer[0], out _))
        {
            server.Add(name, answer);
            return;
        }
        server.Behave(name, answer[0] switch
        {
            "NODATA" => ServerBehaviour.NoData,
            "SERVFAIL" => ServerBehaviour.Code(AnswerCode.ServerFailure),
            "REFUSED" => ServerBehaviour.Code(AnswerCode.Refused),
            _ => ServerBehaviour.Silence,
        });
    }
}
