using GetXByY.Cli.Demo;

namespace GetXByY.Cli.Tests;

/// <summary>The demonstration.</summary>
[Collection(nameof(OneWinSock))]
public sealed class DemoTests
{
    [Fact]
    public async Task Demo_Run_ShowsEveryCaseAndThatThePromiseHeld()
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int code = await CommandLine.RunAsync(["demo"], output, error, CancellationToken.None);
        string text = output.ToString();
        Assert.Equal((0, ""), (code, error.ToString()));
        foreach (string part in (string[])[
            "cancelled while queued", "cancelled in flight", "with its message in the queue", "after its message was handled",
            "cancelled twice", "handle 0", "never issued", "-1 WSAEALREADY", "-1 WSAEINVAL", "0, then -1 WSAEINVAL",
            "HostByName", "HostByAddr", "ServByName", "ServByPort", "ProtoByName", "ProtoByNumber", "WSAENOBUFS",
            "WSAHOST_NOT_FOUND", "WSANO_DATA", "CancelledQueued", "CancelledInFlight, then AlreadyCancelled",
            "AlreadyCompleted", "OperationCanceledException with the caller's token"])
            Assert.Contains(part, text, StringComparison.Ordinal);
        string last = text.TrimEnd().Split('\n')[^1];
        Assert.Contains("held", last, StringComparison.Ordinal);
        Assert.Contains("0 messages after a cancel; 0 buffer writes after a cancel", last, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 2, 1, 0, 0, true)]
    [InlineData(3, 2, 0, 0, 0, false)]
    [InlineData(3, 2, 1, 1, 0, false)]
    [InlineData(3, 2, 1, 0, 1, false)]
    public void Verdict_Counts_HoldOnlyWhenAllDo(int started, int delivered, int cancelled, int messages, int writes, bool held) =>
        Assert.Equal(held, new DemoVerdict(started, delivered, cancelled, messages, writes).Held);

    [Fact]
    public void Verdict_ResultAfterACancel_IsBroken()
    {
        var row = new DemoRow("x") { IsStarted = true };
        row.NoteCancel("0", succeeded: true);
        row.Deliver("message", "entry");
        Assert.False(DemoVerdict.Of([row], 0).Held);
    }
}
