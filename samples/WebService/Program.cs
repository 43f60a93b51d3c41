// A service whose look-ups end with their requests, and with the service.
//
//   dotnet run --project samples/WebService -- --urls http://127.0.0.1:8080 --Partner http://www.example.com/
//   curl http://127.0.0.1:8080/addresses/www.example.com
//   curl http://127.0.0.1:8080/partner
//   curl http://127.0.0.1:8080/health
//
// Ctrl-C or SIGTERM stops it: requests that wait for a name are told at once, and the log says that nothing is left.
using WebService;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddNameResolver(builder.Configuration.GetSection("Names"));
builder.Services.AddHttpClient<Partner>(http => http.BaseAddress = new(builder.Configuration["Partner"] ?? "http://localhost/"))
    .UseNameResolver();
builder.Services.AddHealthChecks().AddNameResolver();

WebApplication app = builder.Build();
app.MapGet("/addresses/{host}", Addresses.FindAsync);
app.MapGet("/partner", (Partner partner, CancellationToken aborted) => partner.GetAsync(aborted));
app.MapHealthChecks("/health");
await app.RunAsync();
