using System.Runtime.InteropServices;

namespace GetXByY.Dns.Transport;

/// <summary>One descriptor that poll(2) looks at.</summary>
[StructLayout(LayoutKind.Sequential)]
internal partial struct PollEntry
{
    /// <summary>There is something to receive.</summary>
    internal const short In = 1;

    /// <summary>There is room to send.</summary>
    internal const short Out = 4;

    private const int Interrupted = 4;

    internal int Descriptor;
    internal short Events;
    internal short Returned;

    /// <summary>Waits until something happens at one of them.</summary>
    /// <param name="entries">Them, and others behind them.</param>
    /// <param name="count">How many.</param>
    /// <param name="milliseconds">How long at most.</param>
    /// <returns>False when the system refuses it.</returns>
    internal static bool TryPoll(PollEntry[] entries, int count, int milliseconds)
    {
        // A signal that interrupts it leaves the entries as they were.
        for (int i = 0; i < count; i++)
            entries[i].Returned = 0;
        return Poll(entries, (nuint)count, milliseconds) >= 0 || Marshal.GetLastPInvokeError() == Interrupted;
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll([In, Out] PollEntry[] entries, nuint count, int milliseconds);
}
