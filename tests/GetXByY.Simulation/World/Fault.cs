namespace GetXByY.Simulation;

/// <summary>What the virtual world does to its users.</summary>
internal enum Fault
{
    Delay,
    Drop,
    Duplicate,
    Reorder,
    Truncate,
    Corrupt,
    ForgeId,
    ForgeServer,
    ForgePort,
    ForgeQuestion,
    LateAnswer,
    StreamClosed,
    StreamRefused,
    SendFull,
    SendFullLater,
    SendFailed,
    NoSocket,
    NetworkDown,
    PortUnreachable,
    ServerKilled,
    ClockJump,
    QueueFull,
    WindowDestroyed,
    EngineFailed,
    WakeLost,
    ConfigurationChange,
}
