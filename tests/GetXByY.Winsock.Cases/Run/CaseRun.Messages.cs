using System.Globalization;

namespace GetXByY.Winsock.Cases;

// The window and its messages.
internal sealed unsafe partial class CaseRun
{
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(30);

    private bool _isDestroyed;

    private string? DoForMessages(string first, string[] rest)
    {
        switch (first)
        {
            case "message":
                return _window.Take(out WindowMessage message, s_long) ? Text(message, rest) : "none";
            case "messages": // of requests that run side by side: their order is not promised
                IEnumerable<string> all = Enumerable.Range(0, (int)Words.Number(rest[0])).Select(_ => Do("message"));
                return string.Join(" | ", all.Order(StringComparer.Ordinal));
            case "posted":
                return _poster.WaitForPost() ? "posted" : "nothing was posted";
            case "quiet":
                return Quiet();
            case "window":
                return ChangeWindow(rest[0]);
            default:
                return null;
        }
    }

    private string ChangeWindow(string to)
    {
        if (to == "destroyed")
        {
            _window.Destroy();
            _isDestroyed = true;
        }
        _otherWindow = to switch { "NULL" => 0, "never" => 0x7654_3211, _ => null };
        return to;
    }

    /// <summary>Whether no message comes: none before that of a request made now, nor soon after it.</summary>
    private string Quiet()
    {
        if (!_isDestroyed && Start("(marker)", "WSAAsyncGetHostByName", ["\"marker.example", "NULL:0"]) == "(marker)")
        {
            while (_window.Take(out WindowMessage message, s_long))
            {
                if ((nint)message.WParam == _handles["(marker)"])
                    break;
                return $"a message: {Text(message)}";
            }
        }
        return _window.Take(out WindowMessage late, s_quiet) ? $"a message: {Text(late)}" : "no message";
    }

    /// <summary>Whose message it is, its error and its length.</summary>
    private string Text(in WindowMessage message, params string[] rest)
    {
        nuint wParam = message.WParam;
        string name = _handles.FirstOrDefault(each => (nuint)each.Value == wParam).Key ?? "the message of nobody";
        // the macros of the caller, not ours
        int error = (int)(message.LParam >> 16) & 0xFFFF;
        int length = (int)message.LParam & 0xFFFF;
        string text = $"{name} {ErrorNames.Of(error)} {length.ToString(CultureInfo.InvariantCulture)}";
        if (rest is ["success"]) // where the length is that of this machine's name
            text = text[..text.LastIndexOf(' ')];
        return (ulong)message.LParam >> 32 == 0 ? text : text + " and a bit above the 32nd";
    }
}
