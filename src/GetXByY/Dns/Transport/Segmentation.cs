namespace GetXByY.Dns.Transport;

/// <summary>Whether several datagrams leave as one message that the kernel cuts up (UDP_SEGMENT, of Linux 4.18): it goes
/// through its layers once for all of them, not once for each. Only the pump uses it.</summary>
/// <remarks>
/// Some networks refuse such messages (EIO where the card cannot compute checksums, or a tunnel encrypts): then it is over for
/// the whole driver, for what refuses is mostly a card or the kernel, which all its sockets have in common, and being wrong costs
/// speed and nothing else.
///
/// Some lose them and tell nothing. So there is a credit: each datagram that left so takes one of it, and brings two when it is
/// answered. Where they are lost it is soon used up, at first with <see cref="FirstCredit"/>, and only many answers to others
/// later it is tried once more. It needs no look at what was lost, nor at how long anybody waits for it.
/// </remarks>
internal sealed class Segmentation
{
    /// <summary>The switch of <see cref="AppContext"/> by which nobody even tries.</summary>
    internal const string Switch = "GetXByY.DisableUdpSegmentation";

    /// <summary>No more datagrams may be in one message.</summary>
    internal const int Most = 64;

    /// <summary>None may be longer: so all of them are less than 64 KiB, and each fits into any network.</summary>
    internal const int LongestDatagram = 512;

    /// <summary>So many may be lost before it is known that there are answers.</summary>
    internal const int FirstCredit = 64;

    /// <summary>And so many when it has worked for long.</summary>
    internal const int MostCredit = 4096;

    /// <summary>After so many answers to others it is tried once more.</summary>
    internal const int OthersUntilRetry = 1 << 16;

    private const int MarkBits = 16;

    private const int InputOutput = -5;
    private const int Invalid = -22;
    private const int TooLong = -90;
    private const int NoSuchOption = -92;
    private const int NotSupported = -95;

    // A bit for each that left so and is not answered, by its channel and id; two may share one, which hardly matters.
    private readonly ulong[] _marks = new ulong[(1 << MarkBits) / 64];
    private int _credit = FirstCredit;
    private int _others;
    private bool _isRefused = !IsSupported || (AppContext.TryGetSwitch(Switch, out bool isOff) && isOff);

    /// <summary>Whether it is done.</summary>
    internal bool IsOn => !_isRefused && _credit > 0;

    // An older kernel would not refuse: it would send all as one long datagram.
    private static bool IsSupported { get; } = OperatingSystem.IsLinux() && LinuxDatagrams.KnowsSegments();

    /// <summary>A datagram has left in a message with others.</summary>
    internal void OnSent(int channel, ushort id)
    {
        int mark = MarkOf(channel, id);
        _marks[mark >> 6] |= 1UL << mark;
        _credit--;
    }

    /// <summary>A datagram has come.</summary>
    internal void OnReceived(int channel, ushort id)
    {
        if (_isRefused)
            return;
        int mark = MarkOf(channel, id);
        ref ulong marks = ref _marks[mark >> 6];
        if ((marks & (1UL << mark)) != 0)
        {
            marks &= ~(1UL << mark);
            _credit = Math.Min(_credit + 2, MostCredit);
        }
        else if (_credit <= 0 && ++_others == OthersUntilRetry)
        {
            (_credit, _others) = (FirstCredit, 0);
        }
    }

    /// <summary>The system has refused such a message.</summary>
    /// <returns>Whether the datagrams may leave one by one.</returns>
    internal bool OnRefused(int error)
    {
        if (error is not (InputOutput or Invalid or TooLong or NoSuchOption or NotSupported))
            return false;
        _isRefused = true;
        return true;
    }

    // Channels are few and their ids are drawn at random.
    private static int MarkOf(int channel, ushort id) => (id ^ (channel * 0x9E37)) & ((1 << MarkBits) - 1);
}
