using System.Globalization;
using System.Net;
using System.Net.Sockets;
using GetXByY;

// Who starts this waits for the first byte. What a mode does not use is not loaded: each has a method of its own.
bool found = args switch
{
    ["resolver", var port] => await AskAsync(ToServer(port)),
    ["system", _] => (await Dns.GetHostAddressesAsync("first.bench.test", AddressFamily.InterNetwork)).Length == 1,
    ["socket", var port] => Exchange(ToServer(port)),
    ["nothing", _] => true,
    _ => throw new ArgumentException("usage: GetXByY.FirstAnswer resolver|system|socket|nothing PORT"),
};
using Stream output = Console.OpenStandardOutput();
output.WriteByte((byte)(found ? '!' : '?'));
return found ? 0 : 1;

static IPEndPoint ToServer(string port) => new(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));

static async Task<bool> AskAsync(IPEndPoint server)
{
    await using var resolver = new NameResolver(new() { Servers = { server } });
    return (await resolver.GetHostAddressesAsync("first.bench.test", AddressFamily.InterNetwork)).Length == 1;
}

static bool Exchange(IPEndPoint server)
{
    ReadOnlySpan<byte> query = [0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. "\u0005first\u0005bench\u0004test\0"u8, 0, 1, 0, 1];
    using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 5000 };
    socket.SendTo(query, server);
    byte[] answer = new byte[512];
    return socket.Receive(answer) > query.Length && answer[0] == 0x12 && answer[1] == 0x34;
}
