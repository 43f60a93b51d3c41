using GetXByY.Configuration;
using GetXByY.Tests.Simulation;

namespace GetXByY.Tests.Engine;

/// <summary>Suffixes of the search list that make another name than they seem to.</summary>
public sealed class SearchSuffixTests
{
    private static List<string> NamesAsked(SimulatedEngine s)
    {
        RecordingFace.StartHost(s.Engine, new RecordingFace(), "db");
        List<string> names = [];
        s.Pump();
        while (s.Network.Sent.TryDequeue(out SentMessage? query))
        {
            names.Add(query.Name);
            s.Answer(query, rcode: 3);
        }
        return names;
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("my.LOCALHOST")]
    [InlineData("local\\104ost")]
    [InlineData("invalid")]
    [InlineData("some.onion")]
    public void HostByName_SuffixUnderWhichNothingIsAskedFor_IsPassedOver(string suffix)
    {
        using var s = new SimulatedEngine($"nameserver 192.0.2.1\nsearch {suffix} corp.test\n");
        Assert.Equal(["db.corp.test.", "db."], NamesAsked(s));
    }

    [Fact]
    public void HostByName_MachineUnderLocalhost_IsAskedAsItIs()
    {
        using var s = new SimulatedEngine(environment: new ResolverEnvironment("box.localhost", "localhost"));
        Assert.Equal(["db."], NamesAsked(s));
    }

    [Fact]
    public void HostByName_SuffixBeyondAscii_IsConverted()
    {
        using var s = new SimulatedEngine("nameserver 192.0.2.1\nsearch bücher.test\n");
        Assert.Equal(["db.xn--bcher-kva.test.", "db."], NamesAsked(s));
    }
}
