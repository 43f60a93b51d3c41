using System.Net;
using GetXByY;
using GetXByY.Testing;
using GetXByY.Winsock;
using Microsoft.Extensions.DependencyInjection;
using static GetXByY.Winsock.WinSock;

await using var server = LoopbackNameServer.Start();
server.Add("www.example.test", IPAddress.Parse("192.0.2.80"));

await using var resolver = new NameResolver(new NameResolverOptions { Servers = { server.EndPoint } });
HostEntry host = await resolver.GetHostByNameAsync("www.example.test");
Console.WriteLine($"{host.Name} has {string.Join(", ", host.Addresses)}");

await using ServiceProvider services = new ServiceCollection()
    .AddNameResolver(o => o.Servers.Add(server.EndPoint))
    .AddHttpClient("shop").UseNameResolver().Services
    .BuildServiceProvider();
using HttpClient http = services.GetRequiredService<IHttpClientFactory>().CreateClient("shop");
host = await services.GetRequiredService<NameResolver>().GetHostByNameAsync("www.example.test");
Console.WriteLine($"a service finds {host.Addresses[0]}");

WSAStartup(0x0202, out _);
using var window = MessageWindow.Create();
byte[] buffer = new byte[MAXGETHOSTSTRUCT];
nint task = WSAAsyncGetServByName(window.Handle, 0x0435, "https", "tcp", buffer, buffer.Length);
WindowMessage message = MessageQueue.ForCurrentThread.Get();
Console.WriteLine($"same handle: {(nint)message.WParam == task}, error {WSAGETASYNCERROR(message.LParam)}");
WSACleanup();
