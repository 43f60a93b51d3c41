namespace GetXByY.Simulation;

/// <summary>A part of a program that comes back to a <see cref="NameResolver"/> just when its engine's thread has waited
/// long enough to leave: with another look-up, or to dispose of it. One resolver after the other.</summary>
internal sealed class VisitorProgram(Schedule schedule, Choices choices, int visits, bool? disposes = null)
{
    private static readonly Question s_service = new(QuestionKind.ServiceByName, "http");

    internal void Run()
    {
        for (int i = 0; i < visits; i++)
            Visit(schedule.OpenResolver(1));
    }

    private void Visit(NameResolver resolver)
    {
        TaskRequest first = TaskRequest.Start(schedule, resolver, s_service, new());
        schedule.Scheduler.Wait(() => first.HasEnded);
        // Time stands still while anybody can go on: this thread and the pump awake together.
        schedule.WaitForPump();
        if (disposes ?? choices.OneIn(2))
        {
            schedule.Dispose(resolver);
            return;
        }
        TaskRequest second = TaskRequest.Start(schedule, resolver, s_service, new());
        schedule.Scheduler.Wait(() => second.HasEnded);
        schedule.Dispose(resolver); // or its pump, too, would be waited for the next time
    }
}
