// A worker that watches a name, and says whenever its addresses change.
//
//   dotnet run --project samples/WatchWorker -- --Name www.example.com
//
// Ctrl-C or SIGTERM ends it at once, whatever it waits for: the next look-up's time or a name server.
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WatchWorker;

HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
builder.Services.AddNameResolver(builder.Configuration.GetSection("Names"));
builder.Services.AddHostedService<AddressWatcher>();
await builder.Build().RunAsync();
