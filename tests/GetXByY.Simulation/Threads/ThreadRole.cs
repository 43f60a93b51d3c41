namespace GetXByY.Simulation;

/// <summary>What a simulated thread is there for.</summary>
internal enum ThreadRole
{
    /// <summary>A part of the program that uses the product; the schedule ends when all of them have.</summary>
    Program,

    /// <summary>Pumps an engine; must come to an end when the engine is closed.</summary>
    Pump,

    /// <summary>Watches over a pump, and may become one; must come to an end, too.</summary>
    Watch,

    /// <summary>A worker of the pool; may wait for ever.</summary>
    Worker,
}
