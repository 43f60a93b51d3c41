using System.Runtime.InteropServices;

namespace GetXByY.Winsock;

/// <summary>The last error of each thread.</summary>
internal static class LastError
{
    [ThreadStatic]
    private static int s_code;

    internal static int Code => s_code;

    /// <summary>Sets it, and .NET's last P/Invoke error with it: programs that came from P/Invoke read that.</summary>
    internal static void Set(int code)
    {
        s_code = code;
        Marshal.SetLastPInvokeError(code);
    }
}
