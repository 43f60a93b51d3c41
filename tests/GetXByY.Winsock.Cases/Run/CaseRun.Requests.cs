namespace GetXByY.Winsock.Cases;

// The six functions that begin a request: "a = WSAAsyncGetHostByName "www.example" 1024". The last word is the buffer.
internal sealed unsafe partial class CaseRun
{
    private readonly Dictionary<string, nint> _handles = [];
    private readonly Dictionary<string, GuardedBuffer?> _buffers = [];
    private readonly List<GuardedBuffer> _allBuffers = [];
    private nint? _otherWindow;

    private nint Window => _otherWindow ?? _window.Handle;

    private string Start(string name, string function, List<string> words)
    {
        (nint buffer, int length) = Buffer(name, words[^1]);
        uint message = 0x400 + (uint)_handles.Count;
        WinSock.WSASetLastError(0);
        nint handle = Call(function, words, message, (byte*)buffer, length);
        if (handle == 0)
            return $"0 {ErrorNames.Of(WinSock.WSAGetLastError())}";
        bool isRepeated = _handles.ContainsValue(handle);
        _handles[name] = handle;
        return isRepeated ? $"{name}, a handle that another request has" : name;
    }

    private nint Call(string function, List<string> words, uint message, byte* buffer, int length)
    {
        // A caller may change or free the argument as soon as the call has returned.
        fixed (byte* text = Argument(words[0]))
        fixed (byte* second = Argument(words.Count > 2 ? words[1] : "NULL"))
        fixed (byte* address = words[0].StartsWith('#') ? Convert.FromHexString(words[0].AsSpan(1)) : null)
        {
            nint handle = function switch
            {
                "WSAAsyncGetHostByName" => WinSock.WSAAsyncGetHostByName(Window, message, text, buffer, length),
                "WSAAsyncGetHostByAddr" => WinSock.WSAAsyncGetHostByAddr(
                    Window, message, address, (int)Words.Number(words[1]), (int)Words.Number(words[2]), buffer, length),
                "WSAAsyncGetServByName" =>
                    WinSock.WSAAsyncGetServByName(Window, message, text, second, buffer, length),
                "WSAAsyncGetServByPort" => WinSock.WSAAsyncGetServByPort(
                    Window, message, unchecked((int)Words.Number(words[0])), second, buffer, length),
                "WSAAsyncGetProtoByName" => WinSock.WSAAsyncGetProtoByName(Window, message, text, buffer, length),
                "WSAAsyncGetProtoByNumber" => WinSock.WSAAsyncGetProtoByNumber(
                    Window, message, unchecked((int)Words.Number(words[0])), buffer, length),
                _ => throw new InvalidDataException($"{function} begins no request"),
            };
            Spoil(text);
            Spoil(second);
            if (address is not null)
                *address = 0xEE;
            return handle;
        }
    }

    /// <summary>A text, or <c>own-name</c> for what gethostname gives; null for other words.</summary>
    private static byte[]? Argument(string word)
    {
        if (word != "own-name")
            return word.StartsWith('"') ? Words.Text(word) : null;
        var name = new byte[256];
        WinSock.gethostname(name, name.Length);
        return name;
    }

    private static void Spoil(byte* text)
    {
        for (; text is not null && *text != 0; text++)
            *text = (byte)'!';
    }

    /// <summary>"1024", "1024@3" (misaligned by 3), "NULL:100", "a" (the one of request a), "a:10" (its first 10 bytes).
    /// </summary>
    private (nint Address, int Length) Buffer(string name, string word)
    {
        string[] parts = word.Split(':');
        if (parts[0] == "NULL")
        {
            _buffers[name] = null;
            return (0, (int)Words.Number(parts[1]));
        }
        if (_buffers.TryGetValue(parts[0], out GuardedBuffer? other))
        {
            _buffers[name] = other;
            return ((nint)other!.Address, parts.Length > 1 ? (int)Words.Number(parts[1]) : other.Claimed);
        }
        string[] sizes = word.Split('@');
        var buffer = new GuardedBuffer((int)Words.Number(sizes[0]), sizes.Length > 1 ? (int)Words.Number(sizes[1]) : 0);
        _allBuffers.Add(buffer);
        _buffers[name] = buffer;
        return ((nint)buffer.Address, buffer.Claimed);
    }
}
