namespace GetXByY.Winsock.Tests;

/// <summary>Keeps what is posted and answers as it is told.</summary>
internal sealed class RecordingPoster : IMessagePoster
{
    internal List<WindowMessage> Messages { get; } = [];

    internal PostOutcome Outcome { get; set; }

    internal Action? OnPost { get; set; }

    public PostOutcome Post(nint window, uint message, nuint wParam, nint lParam)
    {
        Messages.Add(new WindowMessage(window, message, wParam, lParam));
        OnPost?.Invoke();
        return Outcome;
    }
}
