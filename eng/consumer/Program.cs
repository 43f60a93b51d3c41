using System.Net;
using GetXByY;
using GetXByY.Testing;

await using var server = LoopbackNameServer.Start();
server.Add("www.example.test", IPAddress.Parse("192.0.2.80"));

await using var resolver = new NameResolver(new NameResolverOptions { Servers = { server.EndPoint } });
HostEntry host = await resolver.GetHostByNameAsync("www.example.test");
Console.WriteLine($"{host.Name} has {string.Join(", ", host.Addresses)}");
