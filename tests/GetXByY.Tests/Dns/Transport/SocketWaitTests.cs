using GetXByY.Dns.Transport;

namespace GetXByY.Tests.Dns.Transport;

/// <summary>Both waits, the portable one on every system.</summary>
public sealed class SocketWaitTests
{
    // In milliseconds; whoever waits for it has a hung test.
    private const int Long = 60_000;

    public static TheoryData<bool> Waits => OperatingSystem.IsWindows() ? [true] : [true, false];

    [Theory(Timeout = Long / 2)]
    [MemberData(nameof(Waits))]
    public async Task Wait_WokenBefore_ReturnsAtOnceAndOnce(bool isPortable)
    {
        using SocketWait wait = Make(isPortable);
        for (int i = 0; i < 100; i++)
            wait.Wake();
        await Task.Run(() => wait.Wait(Long), TestContext.Current.CancellationToken);
        Assert.Empty(wait.Ready);
        for (int i = 0; i < 100; i++)
            wait.Wait(0);
        var time = System.Diagnostics.Stopwatch.StartNew();
        wait.Wait(20);
        Assert.True(time.ElapsedMilliseconds >= 15, "it was woken again");
    }

    [Theory(Timeout = Long / 2)]
    [MemberData(nameof(Waits))]
    public async Task Wait_WokenMeanwhile_Returns(bool isPortable)
    {
        using SocketWait wait = Make(isPortable);
        for (int i = 0; i < 100; i++)
        {
            Task waiting = Task.Run(() => wait.Wait(Long));
            wait.Wake();
            await waiting;
        }
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public void Wake_Disposed_DoesNothing(bool isPortable)
    {
        SocketWait wait = Make(isPortable);
        wait.Dispose();
        wait.Wake();
    }

    // Nobody reads the signals of a pump that is busy for long: whoever signals must not be held up by that.
    [Fact]
    public void Wait_ManySignals_AreTakenInOne()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The pipe is Unix's.");
        using var pipe = new WakePipe();
        for (int round = 0; round < 100; round++)
        {
            for (int i = 0; i < 1000; i++)
                pipe.Signal();
            pipe.Clear(PollEntry.In);
        }
    }

    private static SocketWait Make(bool isPortable) => isPortable ? new SelectWait() : SocketWait.Create();
}
