using AsyncLookups;
using GetXByY.Winsock;
using static GetXByY.Winsock.WinSock;

// A program as they were written for Windows in the nineties: one thread, a window, a message loop, requests that are told
// apart by their handles, a timer that cancels what takes too long. It runs on Linux and on Windows from this source.
//
//   AsyncLookups [-t SECONDS] host NAME | addr ADDRESS | serv NAME PROTO | port PORT PROTO | proto NAME | number NUMBER ...

if (!Arguments.TryRead(args, out TimeSpan patience, out List<Request> requests))
{
    Console.Error.WriteLine("usage: AsyncLookups [-t SECONDS] host NAME | addr ADDRESS | serv NAME PROTO | port PORT PROTO"
        + " | proto NAME | number NUMBER ...");
    return 2;
}
int error = WSAStartup(0x0101, out WSADATA data);
if (error != 0)
{
    Console.Error.WriteLine($"WSAStartup: {error}");
    return 1;
}
Console.WriteLine($"{data.szDescription}, {data.szSystemStatus}");
using (var window = MessageWindow.Create())
{
    new MessageLoop(window, requests, patience).Run();
}
WSACleanup();
return requests.TrueForAll(r => r.Succeeded) ? 0 : 1;
