namespace GetXByY.Dns.Resolution;

/// <summary>What one server was asked and what came of it. Written by the pump; read by anybody, a little late.</summary>
internal sealed class ServerCounts
{
    /// <summary>Messages sent to it, probes and hedges included.</summary>
    internal long Sent;

    /// <summary>Its answers that matched a query.</summary>
    internal long Answered;

    /// <summary>Those of them that were failures or made no sense.</summary>
    internal long Failed;

    /// <summary>Its answers to attempts that nobody waited for any more.</summary>
    internal long Late;

    /// <summary>Messages from its address that matched nothing: forged, garbled or astray. They were dropped.</summary>
    internal long Mismatched;

    /// <summary>Attempts that it did not answer in time.</summary>
    internal long TimedOut;

    /// <summary>How often there was no way to it, or nobody at its port.</summary>
    internal long Unreachable;

    /// <summary>Copies of queries that went to it to see whether it is there.</summary>
    internal long Probes;

    /// <summary>Attempts that went to it because another server was slow.</summary>
    internal long Hedges;
}
