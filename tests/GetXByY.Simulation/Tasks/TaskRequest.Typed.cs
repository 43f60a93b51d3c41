namespace GetXByY.Simulation;

/// <summary>A look-up of the Task face with its type.</summary>
internal sealed class TaskRequest<T>(Schedule schedule, Question question, Lookup<T> lookup)
    : TaskRequest(schedule, question)
    where T : class
{
    internal override uint Handle => lookup.Handle;

    internal override Task Completion => lookup.Completion;

    internal override LookupState State => lookup.State;

    protected override object Entry => lookup.Completion.GetAwaiter().GetResult();

    internal override CancelOutcome Cancel() => lookup.Cancel();
}
