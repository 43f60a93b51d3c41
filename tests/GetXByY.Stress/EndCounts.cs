namespace GetXByY.Stress;

/// <summary>How look-ups ended, as both sides have recorded it.</summary>
internal record struct EndCounts
{
    internal long Starts { get; set; }

    /// <summary>Those that brought an entry.</summary>
    internal long Completed { get; set; }

    /// <summary>Those of which a cancel succeeded.</summary>
    internal long Cancelled { get; set; }

    /// <summary>Those that brought an error.</summary>
    internal long Failed { get; set; }

    /// <summary>Those that ended more than once: completed and cancelled, or one of them twice.</summary>
    internal long Both { get; set; }

    /// <summary>Those that did not end.</summary>
    internal long Neither { get; set; }

    internal long WritesAfterCancel { get; set; }

    internal long MessagesAfterCancel { get; set; }

    internal readonly bool IsBroken =>
        Both != 0 || Neither != 0 || WritesAfterCancel != 0 || MessagesAfterCancel != 0
        || Starts != Completed + Cancelled + Failed;

    /// <summary>Counts one look-up.</summary>
    /// <param name="found">How often it brought an entry.</param>
    /// <param name="failed">How often it brought an error.</param>
    /// <param name="cancelled">How many cancels of it succeeded.</param>
    internal void Count(int found, int failed, int cancelled)
    {
        Starts++;
        if (found + failed + cancelled == 0)
            Neither++;
        else if (found + failed + cancelled > 1)
            Both++;
        else if (found != 0)
            Completed++;
        else if (failed != 0)
            Failed++;
        else
            Cancelled++;
    }

    internal readonly EndCounts Plus(in EndCounts other) => new()
    {
        Starts = Starts + other.Starts,
        Completed = Completed + other.Completed,
        Cancelled = Cancelled + other.Cancelled,
        Failed = Failed + other.Failed,
        Both = Both + other.Both,
        Neither = Neither + other.Neither,
        WritesAfterCancel = WritesAfterCancel + other.WritesAfterCancel,
        MessagesAfterCancel = MessagesAfterCancel + other.MessagesAfterCancel,
    };
}
