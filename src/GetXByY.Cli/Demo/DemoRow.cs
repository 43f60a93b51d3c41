using System.Diagnostics;

namespace GetXByY.Cli.Demo;

/// <summary>One request of the demonstration and what became of it.</summary>
internal sealed class DemoRow(string request)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    internal string Request { get; } = request;

    internal nint Handle { get; set; }

    /// <summary>What the cancels returned.</summary>
    internal string Cancel { get; set; } = "";

    /// <summary>The message or the completion that came, or that none did.</summary>
    internal string Message { get; private set; } = "none";

    internal string Entry { get; private set; } = "";

    internal double Milliseconds { get; private set; }

    /// <summary>Whether it was started, and so must end in exactly one way.</summary>
    internal bool IsStarted { get; set; }

    internal bool IsCancelled { get; private set; }

    /// <summary>How many results came.</summary>
    internal int Deliveries { get; private set; }

    internal void Deliver(string message, string entry)
    {
        Milliseconds = _watch.Elapsed.TotalMilliseconds;
        Message = message;
        Entry = entry;
        Deliveries++;
    }

    /// <summary>Notes what a cancel returned.</summary>
    internal void NoteCancel(string returned, bool succeeded)
    {
        Cancel = Cancel.Length == 0 ? returned : $"{Cancel}, then {returned}";
        if (!succeeded)
            return;
        IsCancelled = true;
        Milliseconds = _watch.Elapsed.TotalMilliseconds;
    }

    /// <summary>Notes how a cancel was acknowledged, where the face does that.</summary>
    internal void NoteAcknowledgement(string acknowledgement) => Message = acknowledgement;
}
