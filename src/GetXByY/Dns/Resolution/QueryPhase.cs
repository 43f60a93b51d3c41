namespace GetXByY.Dns.Resolution;

// The life of a query. Only the pump moves it.
//
//   Free     -> Ready      started
//   Free     -> Fresh      started where answers are kept
//   Fresh    -> Ready      nothing is known of its question
//   Fresh    -> Following  another query is out that asks the same
//   Fresh | Following -> Free      its question has an answer, or its deadline has passed, or it was stopped
//   Following -> Dropped   it has taken the place of the one it followed, which nobody wants any more, and that one its
//   Ready    -> Waiting    an attempt was sent, or waits for its TCP connection
//   Waiting  -> Ready      the attempt failed or timed out and there is another; or the answer was truncated
//   Waiting  -> Ready      the attempt is slow and the next one is sent beside it: it becomes an earlier one
//   Ready    -> Waiting    there is no other attempt: an earlier one is waited for again
//   Ready    -> Dropped    its look-up was cancelled before the attempt was sent
//   Waiting  -> Dropped    its look-up was cancelled before the attempt was given up
//   Ready | Waiting | Dropped -> Free    it ended, or was stopped because its look-up was cancelled
//
// Cells that are no queries:
//
//   Free     -> Earlier    the attempt of a query that has gone on to the next one
//   Earlier  -> Free       its query took it back, or ended, or it failed
//   Earlier  -> Probing    its query was answered by another server
//   Free     -> Probing    a copy of a query was sent to see how a server is
//   Probing  -> Probing    it was sent again: in another form, or over another way
//   Probing  -> Free       it was answered, or in vain

/// <summary>Where a query stands.</summary>
internal enum QueryPhase : byte
{
    /// <summary>The cell is not in use.</summary>
    Free,

    /// <summary>It is to be seen whether its answer is known: in the fresh list.</summary>
    Fresh,

    /// <summary>It waits for the answer to another that asks the same: in that one's list of followers, and with a deadline in
    /// the timer wheel.</summary>
    Following,

    /// <summary>An attempt is to be sent: in the ready list, and with a deadline in the timer wheel.</summary>
    Ready,

    /// <summary>An attempt is out: it rides on a channel and in the timer wheel.</summary>
    Waiting,

    /// <summary>Nobody wants it: in no list, until it is stopped.</summary>
    Dropped,

    /// <summary>An attempt that is still listened to beside its query's next one: it rides on a channel.</summary>
    Earlier,

    /// <summary>A probe is out: it rides on a channel and in the timer wheel, and belongs to its server.</summary>
    Probing,
}
