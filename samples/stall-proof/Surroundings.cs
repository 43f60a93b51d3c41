using System.Net;
using GetXByY.Testing;

namespace StallProof;

/// <summary>What the requests meet: a name server that answers for some names and is silent for all others, and a web server.
/// They have a process of their own, so that a load that has no threads left does not slow them down.</summary>
internal static class Surroundings
{
    /// <summary>Of the names <c>n0.answered.example</c> and so on, so many are answered.</summary>
    internal const int AnsweredNames = 1000;

    /// <summary>Says where both listen, and serves until SIGTERM or Ctrl-C.</summary>
    /// <param name="port">The port of the name server; 0 for a free one.</param>
    internal static async Task ServeAsync(int port)
    {
        await using var names = LoopbackNameServer.Start(new() { Port = port });
        names.BehaveByDefault(ServerBehaviour.Silence);
        for (int i = 0; i < AnsweredNames; i++)
        {
            names.Add($"n{i}.answered.example", IPAddress.Loopback);
            names.Behave($"n{i}.answered.example", ServerBehaviour.Answer);
        }

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        await using WebApplication web = builder.Build();
        web.MapGet("/", () => "well");
        web.MapGet("/late", (CancellationToken aborted) => Task.Delay(Timeout.Infinite, aborted));
        await web.StartAsync();
        Console.WriteLine($"{names.EndPoint} {new Uri(web.Urls.First()).Port}");
        await web.WaitForShutdownAsync();
    }
}
