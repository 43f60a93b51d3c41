namespace GetXByY.Stress;

/// <summary>Where a cancel can meet the engine or a finisher.</summary>
internal enum CollisionPlace
{
    /// <summary>The engine takes the look-up up: from Queued.</summary>
    TakeUp,

    /// <summary>A finisher claims it, to write its result: from InFlight.</summary>
    Claim,

    /// <summary>A finisher hands it over: from Unposted.</summary>
    Post,
}
