using System.Diagnostics;

namespace GetXByY.Tests.Telemetry;

/// <summary>Listens to the activity source.</summary>
internal sealed class ActivityEar : IDisposable
{
    private readonly ActivityListener _listener;

    internal ActivityEar(ActivitySamplingResult sampling = ActivitySamplingResult.AllDataAndRecorded)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "GetXByY",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => sampling,
            ActivityStopped = Stopped.Add,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    internal Heard<Activity> Stopped { get; } = new();

    public void Dispose() => _listener.Dispose();

    internal async Task<Activity> NextAsync() => Assert.Single(await Stopped.WaitForAsync(1, static _ => true));
}
