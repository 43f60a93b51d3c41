namespace GetXByY.Winsock.Cases;

/// <summary>A window of the library.</summary>
internal sealed class OwnWindow : ICaseWindow
{
    private readonly MessageWindow _window = MessageWindow.Create();

    public nint Handle => _window.Handle;

    public bool Take(out WindowMessage message, TimeSpan wait) =>
        MessageQueue.ForCurrentThread.Get(out message, wait);

    public void Destroy() => _window.Destroy();
}
