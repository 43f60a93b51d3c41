using System.Runtime.InteropServices;

namespace GetXByY.Winsock.Cases;

/// <summary>One GetAddrInfoExW: "GetAddrInfoExW x "www.example" NULL routine", which names the call x. How the end is told:
/// <c>routine</c>, <c>event</c>, <c>event-and-routine</c>, <c>nothing</c>, <c>routine-alone</c> (no OVERLAPPED),
/// <c>wait</c> (neither). Further words: <c>hints=flags/family/socket type/length of an address</c>, <c>namespace=12</c>,
/// <c>timeout=100</c> (milliseconds), <c>result=NULL</c>.</summary>
/// <remarks>Its memory is never freed: what a fault writes later must not hit other cases.</remarks>
internal sealed unsafe class ExtendedCall
{
    private static readonly TimeSpan s_long = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(30);

    private readonly ManualResetEvent _event = new(false);
    private readonly SemaphoreSlim _completed = new(0);
    private readonly ADDRINFOEXW** _result = (ADDRINFOEXW**)NativeMemory.AllocZeroed((nuint)sizeof(nint));
    private readonly LPLOOKUPSERVICE_COMPLETION_ROUTINE _routine;
    private string _how = "";
    private uint _error;

    internal ExtendedCall() => _routine = (error, _, _) =>
    {
        _error = error;
        _completed.Release();
    };

    internal OVERLAPPED* Overlapped { get; } = (OVERLAPPED*)NativeMemory.AllocZeroed((nuint)sizeof(OVERLAPPED));

    internal nint* Handle { get; } = (nint*)NativeMemory.AllocZeroed((nuint)sizeof(nint));

    internal string Begin(string[] words)
    {
        _how = words[2];
        *_result = (ADDRINFOEXW*)0x5A5A; // the call makes it NULL
        Overlapped->hEvent = _how is "event" or "event-and-routine" ? _event.SafeWaitHandle.DangerousGetHandle() : 0;
        int error = Call(words);
        return _how == "wait" && error == 0 ? $"0{Addresses()}" : ErrorNames.Of(error);
    }

    private int Call(string[] words)
    {
        ADDRINFOEXW hints = Hints(words);
        long milliseconds = Words.Number(Option(words, "timeout") ?? "0");
        var timeout = new timeval { tv_sec = (int)(milliseconds / 1000), tv_usec = (int)(milliseconds % 1000 * 1000) };
        bool hasOverlapped = _how is not ("wait" or "routine-alone");
        return WinSock.GetAddrInfoExW(
            Text(words[0]),
            Text(words[1]),
            (uint)Words.Number(Option(words, "namespace") ?? "12"), // NS_DNS
            null,
            Option(words, "hints") is null ? null : &hints,
            Option(words, "result") is null ? _result : null,
            milliseconds == 0 ? null : &timeout,
            hasOverlapped ? Overlapped : null,
            _how.Contains("routine", StringComparison.Ordinal) ? _routine : null,
            hasOverlapped ? Handle : null);
    }

    private static ADDRINFOEXW Hints(string[] words)
    {
        int[] numbers = [.. (Option(words, "hints") ?? "0/0/0/0").Split('/').Select(each => (int)Words.Number(each))];
        return new ADDRINFOEXW
        {
            ai_flags = numbers[0],
            ai_family = numbers[1],
            ai_socktype = numbers[2],
            ai_addrlen = (nuint)numbers[3],
        };
    }

    /// <summary>How often the completion came, and with what.</summary>
    internal string Completion()
    {
        if (_how == "event")
        {
            return _event.WaitOne(s_long)
                ? $"set {ErrorNames.Of(WinSock.GetAddrInfoExOverlappedResult(Overlapped))}{Addresses()}"
                : "not set";
        }
        if (!_completed.Wait(s_long))
            return "not completed";
        bool isRepeated = _completed.Wait(s_quiet);
        return $"{(isRepeated ? "more than once" : "once")} {ErrorNames.Of((int)_error)}{Addresses()}";
    }

    /// <summary>What the variables of the caller say.</summary>
    internal string Variables()
    {
        string result = *_result is null ? "NULL" : (nint)(*_result) == 0x5A5A ? "untouched" : "a list";
        string handle = *Handle == 0 ? "no handle" : "a handle";
        string isSet = _event.WaitOne(0) ? "set" : "not set";
        string pointer = Overlapped->Pointer == _result ? "the result" : "nothing";
        return $"result {result}, {handle}, event {isSet}, Internal {ErrorNames.Of((int)Overlapped->Internal)}, " +
            $"Pointer to {pointer}";
    }

    private string Addresses()
    {
        string addresses = "";
        for (ADDRINFOEXW* each = *_result; each is not null; each = each->ai_next)
            addresses += " " + CaseRun.Address(each->ai_addr, each->ai_family);
        return addresses;
    }

    private static string? Text(string word) => word == "NULL" ? null : word[1..];

    private static string? Option(string[] words, string name) =>
        words.FirstOrDefault(each => each.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
}
