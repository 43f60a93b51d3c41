using System.Buffers;

namespace GetXByY.Simulation;

/// <summary>The same buffer as memory of a manager of the user's, which counts its pins.</summary>
internal sealed unsafe class PinnedBuffer(Schedule schedule, GuardedBuffer buffer) : MemoryManager<byte>
{
    private readonly int _loan = buffer.Loan;

    internal int Pins { get; private set; }

    public override Span<byte> GetSpan() => buffer.Contents;

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        Pins++;
        return new MemoryHandle((byte*)buffer.Address + elementIndex, default, this);
    }

    public override void Unpin()
    {
        // The user's code, and any other thread may overtake it.
        schedule.Scheduler.Step();
        if (--Pins < 0)
            schedule.Violate("memory was unpinned twice");
        if (SimulatedThread.Current?.Role == ThreadRole.Pump)
            schedule.Violate("the user's code ran on the engine's thread");
        // Without a pin it might be anybody's memory by now, and after the message a next request's.
        if (Pins == 0 && buffer.Loan == _loan)
            buffer.Keep();
    }

    protected override void Dispose(bool disposing)
    {
    }
}
