using System.Net;
using GetXByY.Testing;

namespace GetXByY.Cli.Tests;

/// <summary>The program, run in this process with files of its own, so that nothing of the machine is asked.</summary>
internal sealed class Tool : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("getxbyy-cli-");

    internal Tool()
    {
        Server = LoopbackNameServer.Start();
        ResolvConf = Write("resolv.conf", "options timeout:20 attempts:1\n");
        Hosts = Write("hosts", """
            127.0.0.1 localhost
            192.0.2.7 seven.test seven siete
            192.0.2.8 both.test
            2001:db8::8 both.test
            """);
        NsSwitch = Write("nsswitch.conf", "hosts: files dns\n");
        Services = Write("services", "domain 53/tcp\ndomain 53/udp\nhttp 80/tcp www web\n3com-x 106/tcp\n");
        Protocols = Write("protocols", "tcp 6 TCP\nudp 17 UDP\nmptcp 262 MPTCP\n");
    }

    internal LoopbackNameServer Server { get; }

    internal string ResolvConf { get; }

    internal string Hosts { get; }

    internal string NsSwitch { get; }

    internal string Services { get; }

    internal string Protocols { get; }

    internal string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The arguments of a look-up of hosts that asks nothing but the files and server of this test.</summary>
    internal string[] HostArguments(params string[] args) =>
        ["host", "--server", Server.EndPoint.ToString(), "--resolv-conf", ResolvConf, "--hosts", Hosts,
            "--nsswitch", NsSwitch, .. args];

    internal Task<Finished> HostAsync(params string[] args) => RunAsync(HostArguments(args));

    internal Task<Finished> ServiceAsync(params string[] args) => RunAsync(["service", "--services", Services, .. args]);

    internal Task<Finished> ProtocolAsync(params string[] args) =>
        RunAsync(["protocol", "--protocols", Protocols, .. args]);

    internal static Task<Finished> RunAsync(params string[] args) => RunAsync(args, CancellationToken.None);

    internal static Task<Finished> RunAsync(string[] args, CancellationToken cancellationToken) =>
        RunAsync(args, new WatchedWriter(), cancellationToken);

    internal static async Task<Finished> RunAsync(
        string[] args, WatchedWriter output, CancellationToken cancellationToken)
    {
        await using var error = new StringWriter { NewLine = "\n" };
        int code = await CommandLine.RunAsync(args, output, error, cancellationToken);
        return new Finished(code, output.ToString(), error.ToString());
    }

    internal static IPAddress Address(string text) => IPAddress.Parse(text);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
