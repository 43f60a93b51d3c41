namespace GetXByY.Winsock;

/// <summary>What became of a message that was to be posted.</summary>
public enum PostOutcome
{
    /// <summary>It is in the queue, or was taken from it already.</summary>
    Posted,

    /// <summary>The queue is full. The library tries again for as long as it gets this answer.</summary>
    QueueFull,

    /// <summary>There is no such window (any more). The message goes nowhere.</summary>
    NoWindow,
}
