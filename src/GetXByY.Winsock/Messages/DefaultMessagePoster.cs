using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace GetXByY.Winsock;

/// <summary>Posts to our own windows, and on Windows to all others. The simulation derives from it.</summary>
internal partial class DefaultMessagePoster : IMessagePoster
{
    private const int ErrorNotEnoughQuota = 1816;

    internal static readonly DefaultMessagePoster Instance = new();

    private protected DefaultMessagePoster()
    {
    }

    public virtual PostOutcome Post(nint window, uint message, nuint wParam, nint lParam)
    {
        if (window == 0)
        {
            return PostOutcome.Posted; // PostMessage would put it in this thread's queue, where nobody looks
        }
        if (MessageWindow.TryFind(window, out MessageWindow? own))
        {
            return own!.Post(message, wParam, lParam);
        }
        return OperatingSystem.IsWindows() ? PostToSystem(window, message, wParam, lParam) : PostOutcome.NoWindow;
    }

    /// <summary>The same on the engine's thread.</summary>
    /// <param name="origin">Who posts; on this thread nothing else tells.</param>
    /// <param name="window">The window.</param>
    /// <param name="message">The message's number.</param>
    /// <param name="wParam">The request's handle.</param>
    /// <param name="lParam">Error and length.</param>
    /// <returns>Null when nothing was done, because it would run code of the user's or the system's.</returns>
    internal virtual PostOutcome? PostAtOnce(object origin, nint window, uint message, nuint wParam, nint lParam)
    {
        if (window == 0)
        {
            return PostOutcome.Posted;
        }
        if (MessageWindow.TryFind(window, out MessageWindow? own))
        {
            return own!.IsPostedAtOnce ? own.Post(message, wParam, lParam, origin) : null;
        }
        return OperatingSystem.IsWindows() ? null : PostOutcome.NoWindow;
    }

    /// <summary>What an error of PostMessageW means. Besides the full queue there are ERROR_INVALID_WINDOW_HANDLE
    /// (1400) and refusals such as ERROR_ACCESS_DENIED (5); trying again helps against none of them.</summary>
    internal static PostOutcome OutcomeOf(int error) =>
        error == ErrorNotEnoughQuota ? PostOutcome.QueueFull : PostOutcome.NoWindow;

    [SupportedOSPlatform("windows")]
    private static PostOutcome PostToSystem(nint window, uint message, nuint wParam, nint lParam) =>
        PostMessageW(window, message, wParam, lParam) ? PostOutcome.Posted : OutcomeOf(Marshal.GetLastPInvokeError());

    [LibraryImport("user32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    [SupportedOSPlatform("windows")]
    private static partial bool PostMessageW(nint window, uint message, nuint wParam, nint lParam);
}
