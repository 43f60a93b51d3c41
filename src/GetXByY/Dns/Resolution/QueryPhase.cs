namespace GetXByY.Dns.Resolution;

// The life of a query. Only the pump moves it.
//
//   Free     -> Ready      started
//   Ready    -> Waiting    an attempt was sent, or waits for its TCP connection
//   Waiting  -> Ready      the attempt failed or timed out and there is another; or the answer was truncated
//   Ready | Waiting -> Free    it ended, or was stopped because its look-up was cancelled

/// <summary>Where a query stands.</summary>
internal enum QueryPhase : byte
{
    /// <summary>The cell is not in use.</summary>
    Free,

    /// <summary>An attempt is to be sent: in the ready list.</summary>
    Ready,

    /// <summary>An attempt is out: it rides on a channel and in the timer wheel.</summary>
    Waiting,
}
