using GetXByY.Dns.Resolution;
using GetXByY.Dns.Transport;
using GetXByY.Engine;

namespace GetXByY.Benchmarks;

/// <summary>The system's, but for what moves the messages.</summary>
internal sealed class DriverWorld : EngineWorld
{
    /// <summary>The driver of Linux where no buffer may be larger than most systems allow at first: what it asks for is
    /// doubled there, too.</summary>
    internal const string SmallBuffer = "getxbyy-small-buffer";

    /// <summary>The portable driver, with its mebibyte.</summary>
    internal const string Portable = "getxbyy-portable";

    /// <summary>The driver of Linux without UDP_SEGMENT.</summary>
    internal const string Unsegmented = "getxbyy-unsegmented";

    // What net.core.rmem_max is unless somebody raises it.
    private const int OrdinaryMost = 212_992;

    private readonly string _subject;

    internal DriverWorld(string subject)
    {
        _subject = subject;
        if (subject == Unsegmented)
            AppContext.SetSwitch(Segmentation.Switch, true);
    }

    internal override IDriver OpenDriver(int channels, RandomSource random) => _subject switch
    {
        SmallBuffer => new BatchTransport(channels, random, OrdinaryMost),
        Portable => new SocketTransport(channels, random, SocketWait.Create()),
        _ => base.OpenDriver(channels, random),
    };
}
