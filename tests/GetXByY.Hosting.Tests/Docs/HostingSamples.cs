using System.Globalization;
using System.Net;
using System.Text;
using GetXByY.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace GetXByY.Hosting.Tests.Docs;

/// <summary>The code that docs/hosting.md shows, between its marks word for word.</summary>
internal static class HostingSamples
{
    internal static void Service(string[] args, Action<WebApplication> use)
    {
        // sample
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        builder.Services.AddNameResolver(builder.Configuration.GetSection("Names"));
        builder.Services.AddHttpClient("shop", http => http.BaseAddress = new(builder.Configuration["Shop"]!))
            .UseNameResolver();
        builder.Services.AddHealthChecks().AddNameResolver();

        WebApplication app = builder.Build();
        app.MapGet("/", (IHttpClientFactory clients, CancellationToken aborted) =>
            clients.CreateClient("shop").GetStringAsync("", aborted));
        app.MapGet("/addresses/{host}", AddressesAsync);
        app.MapHealthChecks("/health");

        static async Task<IResult> AddressesAsync(
            string host, NameResolver resolver, IHostApplicationLifetime life, CancellationToken aborted)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(aborted, life.ApplicationStopping);
            LookupResult<IPAddress[]> found = await resolver.TryGetHostAddressesAsync(host, cancellationToken: end.Token);
            return found.TryGetEntry(out IPAddress[]? addresses)
                ? Results.Text(string.Join<IPAddress>('\n', addresses))
                : Results.Text(found.Reason, statusCode: found.Error == LookupError.TryAgain ? 504 : 404);
        }
        // end without: app.Run();
        use(app);
    }

    internal static async Task HandlerAsync()
    {
        // sample
        await using var server = LoopbackNameServer.Start();           // a name server in this process …
        server.BehaveByDefault(ServerBehaviour.Silence);               // … that never answers
        await using var resolver = new NameResolver(new() { Servers = { server.EndPoint } });
        using var http = new HttpClient(new SocketsHttpHandler().UseNameResolver(resolver));

        using var patience = new CancellationTokenSource();
        Task<string> page = http.GetStringAsync("http://www.example.com/", patience.Token);
        await server.WaitForQueriesAsync(2);                           // the questions for A and AAAA are out
        Console.WriteLine($"look-ups: {resolver.TakeSnapshot().Outstanding}");
        patience.Cancel();
        Console.WriteLine($"look-ups: {resolver.TakeSnapshot().Outstanding}");
        // end
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => page);
    }

    internal static void Keyed(IServiceCollection services)
    {
        // sample
        services.AddKeyedNameResolver("internal", options =>
        {
            options.Servers.Add(IPEndPoint.Parse("10.0.0.53:53"));
            options.Timeout = TimeSpan.FromSeconds(2);
        });
        services.AddHttpClient("stock").UseNameResolver("internal");
        services.AddHealthChecks().AddNameResolver("internal");
        // end
    }

    /// <summary>Takes the place of the real one, so that a sample's output can be compared.</summary>
    internal static class Console
    {
        private static readonly AsyncLocal<StringBuilder?> s_output = new();

        internal static StringBuilder Capture() => s_output.Value = new StringBuilder();

        internal static void WriteLine(object value) =>
            s_output.Value!.Append(CultureInfo.InvariantCulture, $"{value}\n");
    }
}
