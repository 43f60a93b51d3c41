using GetXByY.Dns.Resolution;
using GetXByY.Dns.Transport;
using GetXByY.Engine;

namespace GetXByY.Offline;

/// <summary>The system's, but that an engine waits as on Windows, where a socket wakes it.</summary>
internal sealed class PortableWorld : EngineWorld
{
    internal override IDriver OpenDriver(int channels, RandomSource random) =>
        new SocketTransport(channels, random, new SelectWait());
}
