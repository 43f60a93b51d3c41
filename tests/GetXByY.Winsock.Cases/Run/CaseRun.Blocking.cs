using System.Collections.Concurrent;

namespace GetXByY.Winsock.Cases;

// The functions that block, and what a program of version 1 can do meanwhile.
internal sealed unsafe partial class CaseRun
{
    private readonly List<nint> _pointers = [];
    private readonly ConcurrentQueue<string> _forHook = [];
    private readonly ConcurrentQueue<string> _seenInHook = [];
    private BlockingHook? _mine;
    private BlockingHook? _default;

    private string? DoForBlocking(string first, string[] rest, string command)
    {
        switch (first)
        {
            case "address-of":
                nint address = LookUp(rest[0], rest[1..]) ?? throw new InvalidDataException(command);
                if (!_pointers.Contains(address))
                    _pointers.Add(address);
                return address == 0 ? "NULL" : $"P{_pointers.IndexOf(address) + 1}";
            case "gethostname":
                return HostName(rest[0]);
            case "in-hook": // one command for each time that the hook is called
                _forHook.Enqueue(command[(first.Length + 1)..]);
                return "set";
            case "hook-saw":
                return _seenInHook.IsEmpty ? "nothing" : string.Join(" | ", _seenInHook);
            case "hooked": // a call blocks, and has called its hook
                return SpinWait.SpinUntil(() => !_seenInHook.IsEmpty, s_long) ? "hooked" : "not hooked";
            case "WSASetBlockingHook":
                return SetHook(rest[0]);
            case "WSAUnhookBlockingHook":
                return Code(WinSock.WSAUnhookBlockingHook());
            case "WSAIsBlocking":
                return WinSock.WSAIsBlocking() != 0 ? "TRUE" : "FALSE";
            case "WSACancelBlockingCall":
                return Code(WinSock.WSACancelBlockingCall());
            default:
                return LookUp(first, rest) is { } result ? Text(first, result) : null;
        }
    }

    /// <summary>What the function returned; null when it is none.</summary>
    private static nint? LookUp(string function, string[] rest)
    {
        if (!function.StartsWith("get", StringComparison.Ordinal))
            return null;
        fixed (byte* text = Argument(rest[0]))
        fixed (byte* second = Argument(rest.Length > 1 ? rest[1] : "NULL"))
        fixed (byte* address = rest[0].StartsWith('#') ? Convert.FromHexString(rest[0].AsSpan(1)) : null)
        {
            return function switch
            {
                "gethostbyname" => WinSock.gethostbyname(text),
                "gethostbyaddr" => WinSock.gethostbyaddr(
                    address, (int)Words.Number(rest[1]), (int)Words.Number(rest[2])),
                "getservbyname" => WinSock.getservbyname(text, second),
                "getservbyport" => WinSock.getservbyport(unchecked((int)Words.Number(rest[0])), second),
                "getprotobyname" => WinSock.getprotobyname(text),
                "getprotobynumber" => WinSock.getprotobynumber(unchecked((int)Words.Number(rest[0]))),
                _ => null,
            };
        }
    }

    private static string Text(string function, nint result)
    {
        if (result == 0)
            return $"NULL {ErrorNames.Of(WinSock.WSAGetLastError())}";
        string kind = function[3..7] switch { "host" => "hostent", "serv" => "servent", _ => "protoent" };
        return new StructureText(null).Of(kind, (void*)result);
    }

    private string HostName(string length)
    {
        (nint address, int claimed) = Buffer("hostname", length);
        int result = WinSock.gethostname((byte*)address, claimed);
        if (result != 0)
            return Code(result);
        // what the blocking call gives with room enough
        var own = new byte[256];
        WinSock.gethostname(own, own.Length);
        bool isSame = new ReadOnlySpan<byte>((byte*)address, claimed).StartsWith(own.AsSpan(0, own.IndexOf((byte)0) + 1));
        return isSame ? "0 this machine" : "0 another machine";
    }

    private string SetHook(string which)
    {
        _mine ??= Hook;
        WinSock.WSASetLastError(0);
        BlockingHook? before = WinSock.WSASetBlockingHook(which switch { "mine" => _mine, "default" => _default, _ => null });
        if (before is null)
            return $"NULL {ErrorNames.Of(WinSock.WSAGetLastError())}";
        if (before == _mine)
            return "mine";
        _default = before;
        return "default";
    }

    private int Hook()
    {
        if (_forHook.TryDequeue(out string? command))
            _seenInHook.Enqueue(Try(command));
        return 0;
    }
}
