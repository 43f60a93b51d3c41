namespace GetXByY.Winsock.Cases;

/// <summary>The window of a case and the queue of its thread.</summary>
internal interface ICaseWindow
{
    /// <summary>What is given to the functions as hWnd.</summary>
    nint Handle { get; }

    /// <summary>Takes the next message, waiting for it.</summary>
    bool Take(out WindowMessage message, TimeSpan wait);

    /// <summary>Destroys it.</summary>
    void Destroy();
}
