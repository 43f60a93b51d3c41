using GetXByY.Cli.Output;

namespace GetXByY.Cli.Commands;

/// <summary>Look-ups that were started together: writes their results in the order in which they were added.</summary>
internal sealed class LookupRun<TEntry>(IResults<TEntry> results, Streams streams)
    where TEntry : class
{
    private readonly List<(string Query, Lookup<TEntry> Lookup)> _lookups = [];
    private readonly LookupGroup _group = new();

    /// <summary>With these the look-ups are to be started.</summary>
    internal LookupOptions Options => field ??= new LookupOptions { Group = _group };

    internal void Add(string query, Lookup<TEntry> lookup) => _lookups.Add((query, lookup));

    /// <summary>Writes all results, or when cancelled those that were there.</summary>
    internal async Task<ExitCode> FinishAsync(CancellationToken cancellationToken)
    {
        int cancelled = 0;
        ExitCode worst;
        // Disposing waits for the callback, so the count is final behind it.
        await using (cancellationToken.UnsafeRegister(_ => cancelled = _group.Cancel(), null))
            worst = await WriteAllAsync();
        if (cancelled == 0)
            return worst;
        streams.Complain($"interrupted: {cancelled} of {_lookups.Count} look-ups cancelled");
        return ExitCodes.Worse(worst, ExitCode.Cancelled);
    }

    private async Task<ExitCode> WriteAllAsync()
    {
        var worst = ExitCode.Success;
        try
        {
            foreach ((string query, Lookup<TEntry> lookup) in _lookups)
            {
                if (!lookup.Completion.IsCompleted)
                    await streams.Output.FlushAsync();
                worst = ExitCodes.Worse(worst, await WriteAsync(query, lookup.Completion));
            }
            await streams.Output.FlushAsync();
        }
        catch (IOException exception) when (StandardOutput.IsBrokenPipe(exception))
        {
            // Who reads has seen enough; the rest is cancelled with the resolver.
        }
        return worst;
    }

    private async Task<ExitCode> WriteAsync(string query, Task<TEntry> completion)
    {
        // Of many names many may be missing, and each throw would cost more than its look-up.
        await ((Task)completion).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (completion.IsCanceled)
        {
            results.Cancelled(query);
            return ExitCode.Cancelled;
        }
        if (completion.Exception?.InnerException is LookupException failure)
        {
            results.Failed(query, failure);
            return ExitCodes.Of(failure.Error);
        }
        results.Found(query, await completion);
        return ExitCode.Success;
    }
}
