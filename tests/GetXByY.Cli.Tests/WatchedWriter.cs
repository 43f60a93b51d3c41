namespace GetXByY.Cli.Tests;

/// <summary>An output that tells when something on it can be seen.</summary>
internal sealed class WatchedWriter : StringWriter
{
    private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal WatchedWriter() => NewLine = "\n";

    /// <summary>Completes when something was written and flushed.</summary>
    internal Task Seen => _seen.Task;

    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        if (GetStringBuilder().Length > 0)
            _seen.TrySetResult();
        return Task.CompletedTask;
    }

    public override Task FlushAsync() => FlushAsync(CancellationToken.None);
}
