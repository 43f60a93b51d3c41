namespace GetXByY.Simulation;

/// <summary>A part of a program that looks up what needs no network, over and over: so few cells as there are change hands
/// as often as they can.</summary>
internal sealed class ChurnProgram(Schedule schedule, Choices choices, NameResolver resolver, int operations)
{
    internal void Run()
    {
        for (int i = 0; i < operations; i++)
        {
            TaskRequest request = TaskRequest.Start(schedule, resolver, Question.DrawFromTables(choices), new LookupOptions());
            if (choices.OneIn(2))
                request.OnCancel(request.Cancel(), byHandle: false);
            else if (choices.OneIn(4))
                schedule.Scheduler.Wait(() => request.HasEnded);
        }
    }
}
