using System.Globalization;

namespace GetXByY.Winsock.Cases;

// The functions that end at once: the cancel and the macros.
internal sealed partial class CaseRun
{
    private string? DoForCalls(string first, string[] rest) => first switch
    {
        "WSACancelAsyncRequest" => Code(WinSock.WSACancelAsyncRequest(Handle(rest[0]))),
        "WSAMAKEASYNCREPLY" => string.Create(
            CultureInfo.InvariantCulture,
            $"0x{WinSock.WSAMAKEASYNCREPLY((int)Words.Number(rest[0]), (int)Words.Number(rest[1])):x}"),
        "WSAGETASYNCBUFLEN" => $"{WinSock.WSAGETASYNCBUFLEN((nint)Words.Number(rest[0]))}",
        "WSAGETASYNCERROR" => $"{WinSock.WSAGETASYNCERROR((nint)Words.Number(rest[0]))}",
        _ => null,
    };

    /// <summary>A number, or the handle of a request: "a", "a+4294967296", "a~" for a signed 32-bit copy of it.</summary>
    private nint Handle(string word)
    {
        string[] parts = word.Split('+');
        if (!_handles.TryGetValue(parts[0].TrimEnd('~'), out nint handle))
            return (nint)Words.Number(word);
        if (parts[0].EndsWith('~'))
            return unchecked((int)handle);
        return parts.Length > 1 ? handle + (nint)Words.Number(parts[1]) : handle;
    }
}
