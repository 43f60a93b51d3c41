using System.Net;
using GetXByY.Tests.Simulation;

namespace GetXByY.Simulation;

/// <summary>A socket or connection in the virtual network.</summary>
internal sealed class SimulatedChannel(SimulatedDriver driver, int number, IPEndPoint server, bool overTcp)
{
    internal SimulatedDriver Driver { get; } = driver;

    internal int Number { get; } = number;

    internal IPEndPoint Server { get; } = server;

    internal bool OverTcp { get; } = overTcp;

    /// <summary>A port is forgotten when it is closed: what still comes to it goes nowhere.</summary>
    internal bool IsOpen { get; set; } = true;

    /// <summary>What was asked on it, so that a forger does not hit by chance.</summary>
    internal List<SentMessage> Asked { get; } = [];
}
