using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using GetXByY.Testing;
using GetXByY.Winsock;

namespace GetXByY.Cli.Tests.Docs;

/// <summary>What README.md and docs/ show compiles, runs, and prints what they say.</summary>
[Collection(nameof(OneWinSock))]
public sealed partial class DocsTests
{
    [Fact]
    public void CodeBlocks_OfAllPages_AreSamplesThatCompile()
    {
        string[] samples = [.. ReadSamples()];
        Assert.All(CodeBlock.All(), block => Assert.Contains(WithoutDirectives(block.Code), samples));
        Assert.Equal(samples.Length, CodeBlock.All().Count());
    }

    [Fact]
    public async Task CancelSample_Run_PrintsWhatThePageSays()
    {
        StringBuilder output = Samples.Console.Capture();
        await Samples.CancelAsync();
        Assert.Equal(CodeBlock.OutputOf("no result, ever"), output.ToString());
    }

    [Fact]
    public async Task CacheSample_Run_PrintsWhatThePageSays()
    {
        StringBuilder output = Samples.Console.Capture();
        await Samples.CacheAsync();
        Assert.Equal(CodeBlock.OutputOf("MaxCachedAnswers"), output.ToString());
    }

    [Fact(Timeout = 60_000)]
    public async Task WatchSample_Run_PrintsWhatThePageSays()
    {
        StringBuilder output = Samples.Console.Capture();
        await Samples.WatchAsync();
        Assert.Equal(CodeBlock.OutputOf("WatchHostByNameAsync"), output.ToString());
    }

    [Fact]
    public async Task QueueSample_Run_TakesAllResults()
    {
        // No name of it leaves the machine.
        StringBuilder output = Samples.Console.Capture();
        await Samples.QueueAsync();
        Assert.Equal(
            ["127.0.0.1: found", "localhost: found", "nothing.invalid: HostNotFound"],
            output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WindowSample_Run_PrintsWhatThePageSays()
    {
        StringBuilder output = Samples.Console.Capture();
        Samples.Window();
        Assert.Equal(CodeBlock.OutputOf("same handle"), output.ToString());
    }

    [Fact]
    public async Task PortingSamples_Run_PrintWhatThePageSays()
    {
        // The test must not leave the machine.
        await using var names = LoopbackNameServer.Start();
        names.BehaveByDefault(ServerBehaviour.Silence);
        WinSock.ResolverOptions = new NameResolverOptions { Servers = { names.EndPoint } };
        StringBuilder output = Samples.Console.Capture();
        Samples.MessageLoop();
        Samples.Hook();
        Samples.AddressInfo();
        Assert.Equal(
            CodeBlock.OutputOf("WM_ASYNCGET") + CodeBlock.OutputOf("WSASetBlockingHook") + CodeBlock.OutputOf("GetAddrInfoExW"), output.ToString());
        output.Clear();
        Samples.PinnedArray();
        Assert.Matches("^http, [0-9]+ bytes of 1024\n$", output.ToString());
        WinSock.ResolverOptions = new NameResolverOptions();
    }

    [Fact]
    public async Task HttpClientSample_Run_ConnectsToTheResolvedAddress()
    {
        await using var names = LoopbackNameServer.Start();
        names.Add("site.test", IPAddress.Loopback);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Task serving = ServeOnceAsync(listener);
        string? body = null;
        await Samples.HttpClientAsync(
            names.EndPoint, async http => body = await http.GetStringAsync($"http://site.test:{port}/"));
        await serving;
        Assert.Equal("hello", body);
        Assert.Contains(names.Queries, q => q.Name.StartsWith("site.test", StringComparison.Ordinal));
    }

    private static async Task ServeOnceAsync(TcpListener listener)
    {
        using Socket socket = await listener.AcceptSocketAsync();
        await socket.ReceiveAsync(new byte[4096]);
        await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"u8.ToArray());
        socket.Shutdown(SocketShutdown.Send);
    }

    private static IEnumerable<string> ReadSamples()
    {
        // Those of docs/hosting.md run in the other project, with what they need.
        string tests = Path.Combine(CodeBlock.Root(), "tests");
        string source = File.ReadAllText(Path.Combine(tests, "GetXByY.Cli.Tests", "Docs", "Samples.cs"))
            + File.ReadAllText(Path.Combine(tests, "GetXByY.Hosting.Tests", "Docs", "HostingSamples.cs"));
        foreach (Match match in Sample().Matches(source))
            yield return Line(match.Groups["first"]) + Indentation().Replace(match.Groups["code"].Value, "") + Line(match.Groups["last"]);
    }

    private static string Line(Group group) => group.Success ? group.Value + "\n" : "";

    // Directives stand at the top of a file; Samples.cs has them there, or it would not compile.
    private static string WithoutDirectives(string code) => Directive().Replace(code, "").TrimStart('\n');

    [GeneratedRegex("^ {8}// sample( without: (?<first>.*?))?\n(?<code>.*?)^ {8}// end( without: (?<last>.*?))?$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Sample();

    [GeneratedRegex("^ {8}", RegexOptions.Multiline)]
    private static partial Regex Indentation();

    [GeneratedRegex("^using (static )?[\\w.]+;\n", RegexOptions.Multiline)]
    private static partial Regex Directive();
}
