using System.Net;
using GetXByY.Testing;

namespace GetXByY.Cli.Demo;

/// <summary>The name server of the demonstration: in this process, on a loopback port.</summary>
internal sealed class DemoServer : IAsyncDisposable
{
    internal const string Answers = "www.demo.test";
    internal const string Slow = "slow.demo.test";
    internal const string Held = "held.demo.test";
    internal const string Silent = "silent.demo.test";
    internal const string Nobody = "nobody.demo.test";

    private readonly ServerGate _gate = new();

    internal DemoServer()
    {
        Server.Add(Answers, "192.0.2.1", "192.0.2.2", "2001:db8::1");
        Server.AddAlias("alias.demo.test", Answers);
        Server.AddPointer(Address, Answers);
        Server.Add(Slow, "192.0.2.3");
        Server.Behave(Slow, ServerBehaviour.Answer.After(TimeSpan.FromMilliseconds(120)));
        Server.Add(Held, "192.0.2.4");
        Server.Behave(Held, ServerBehaviour.Answer.HeldBy(_gate));
        Server.Behave(Silent, ServerBehaviour.Silence);
    }

    internal static IPAddress Address { get; } = IPAddress.Parse("192.0.2.1");

    internal LoopbackNameServer Server { get; } = LoopbackNameServer.Start();

    internal NameResolverOptions Options => new()
    {
        Servers = { Server.EndPoint },
        // Nothing of this machine: the demonstration looks the same everywhere.
        ResolvConfPath = "",
        NsSwitchPath = "",
        HostsPath = "",
        ServicesPath = "",
        ProtocolsPath = "",
    };

    /// <summary>Sends the answers that were held, all too late.</summary>
    internal void ReleaseLateAnswers() => _gate.Release();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
