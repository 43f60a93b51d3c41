namespace GetXByY.Cli.Demo;

/// <summary>Whether the promise held.</summary>
/// <param name="Started">Requests that got a handle.</param>
/// <param name="Delivered">Those whose result came, once.</param>
/// <param name="Cancelled">Those that a cancel ended.</param>
/// <param name="MessagesAfterCancel">Results that came although a cancel had succeeded, or came twice.</param>
/// <param name="WritesAfterCancel">Buffers that were written to after a successful cancel.</param>
internal sealed record DemoVerdict(
    int Started, int Delivered, int Cancelled, int MessagesAfterCancel, int WritesAfterCancel)
{
    internal bool Held => Started == Delivered + Cancelled && MessagesAfterCancel == 0 && WritesAfterCancel == 0;

    internal static DemoVerdict Of(IReadOnlyCollection<DemoRow> rows, int writesAfterCancel) => new(
        rows.Count(r => r.IsStarted),
        rows.Count(r => r.Deliveries > 0),
        rows.Count(r => r.IsCancelled),
        rows.Sum(r => r.IsCancelled ? r.Deliveries : Math.Max(r.Deliveries - 1, 0)),
        writesAfterCancel);

    public override string ToString() =>
        "After a cancel that returns success there is no result and never will be one: " +
        $"{(Held ? "held" : "BROKEN")} ({Started} started = {Delivered} delivered + {Cancelled} cancelled; " +
        $"{MessagesAfterCancel} messages after a cancel; {WritesAfterCancel} buffer writes after a cancel).";
}
