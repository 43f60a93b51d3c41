using GetXByY.Testing;

namespace GetXByY.Winsock.Cases;

/// <summary>The name server of the cases for a program in another process: on port 53 of 127.0.0.1, until its input
/// ends.</summary>
/// <remarks>In the folder that both share it writes each query's name to the file <c>queries</c>; a file <c>release</c>
/// lets go what is held, and is removed then.</remarks>
internal static class ServerConsole
{
    internal static async Task<int> Serve(string data, string exchange)
    {
        await using var server = LoopbackNameServer.Start(new LoopbackNameServerOptions { Port = 53 });
        var gate = new ServerGate();
        NamesScript.Apply(Path.Combine(data, "names"), server, gate);
        using var queries = new StreamWriter(Path.Combine(exchange, "queries")) { AutoFlush = true, NewLine = "\n" };
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        Task<int> end = Task.Run(Console.In.Read);
        Console.WriteLine("ready");
        int written = 0;
        while (await timer.WaitForNextTickAsync() && !end.IsCompleted)
        {
            IReadOnlyList<ReceivedQuery> seen = server.Queries;
            for (; written < seen.Count; written++)
                queries.WriteLine(seen[written].Name.TrimEnd('.'));
            string release = Path.Combine(exchange, "release");
            if (File.Exists(release))
            {
                gate.Release();
                File.Delete(release);
            }
        }
        return 0;
    }
}
