namespace GetXByY.Dns.Transport;

/// <summary>Whether several datagrams leave as one message that the kernel cuts up (UDP_SEGMENT, of Linux 4.18): it goes
/// through its layers once for all of them, not once for each. Only the pump uses it.</summary>
/// <remarks>
/// Some networks refuse such messages (EIO where the card cannot compute checksums, or a tunnel encrypts), some lose them
/// and tell nothing. Once that is found out it stays off for the whole driver: what refuses is mostly a card or the kernel,
/// which all its sockets have in common, and being wrong costs speed and nothing else.
/// </remarks>
internal sealed class Segmentation
{
    /// <summary>The switch of <see cref="AppContext"/> by which nobody even tries.</summary>
    internal const string Switch = "GetXByY.DisableUdpSegmentation";

    /// <summary>No more datagrams may be in one message.</summary>
    internal const int Most = 64;

    /// <summary>None may be longer: so all of them are less than 64 KiB, and each fits into any network.</summary>
    internal const int LongestDatagram = 512;

    // Of so many that were cut up it is judged, and of as many that went before.
    private const int Judged = 1024;

    private const int InputOutput = -5;
    private const int Invalid = -22;
    private const int TooLong = -90;
    private const int NoSuchOption = -92;
    private const int NotSupported = -95;

    private int _sent;
    private int _lost;

    /// <summary>Whether it is done.</summary>
    internal bool IsOn { get; private set; } = IsSupported && !(AppContext.TryGetSwitch(Switch, out bool isOff) && isOff);

    // An older kernel would not refuse: it would send all as one long datagram.
    private static bool IsSupported { get; } = OperatingSystem.IsLinux() && LinuxDatagrams.KnowsSegments();

    /// <summary>So many datagrams have left in such messages.</summary>
    internal void OnSent(int datagrams)
    {
        if ((_sent += datagrams) > 2 * Judged)
            (_sent, _lost) = (_sent / 2, _lost / 2);
    }

    /// <summary>One was lost that may have been cut up, and what was sent in its place was not.</summary>
    internal void OnLoss()
    {
        if (++_lost > Judged / 4 && _lost > _sent / 2)
            IsOn = false;
    }

    /// <summary>The system has refused such a message.</summary>
    /// <returns>Whether the datagrams may leave one by one.</returns>
    internal bool OnRefused(int error)
    {
        if (error is not (InputOutput or Invalid or TooLong or NoSuchOption or NotSupported))
            return false;
        IsOn = false;
        return true;
    }
}
