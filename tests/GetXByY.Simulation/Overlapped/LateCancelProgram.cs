namespace GetXByY.Simulation;

/// <summary>A part of a program that cancels requests of others as late as can be: when the list of one has been made and
/// is perhaps not published.</summary>
internal sealed class LateCancelProgram(Schedule schedule, Choices choices, int cancels)
{
    private const long Patience = 1000;

    internal void Run()
    {
        for (int i = 0; i < cancels; i++)
        {
            int blocks = schedule.Provider.Heap.Blocks;
            schedule.Scheduler.Urgent = SimulatedThread.Current;
            schedule.Scheduler.Wait(() => schedule.Provider.Heap.Blocks > blocks, Patience);
            OverlappedRequest[] requests = [.. schedule.Overlapped.Where(r => r.CanCancel && !r.HasEnded)];
            if (requests.Length > 0)
                requests[choices.Below(requests.Length)].Cancel();
        }
    }
}
