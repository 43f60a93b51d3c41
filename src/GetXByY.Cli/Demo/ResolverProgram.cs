using System.Net.Sockets;

namespace GetXByY.Cli.Demo;

/// <summary>The part of the demonstration that is a .NET program: tasks and tokens.</summary>
internal sealed class ResolverProgram(DemoServer server)
{
    private const int MaxTries = 10_000;

    internal List<DemoRow> Rows { get; } = [];

    /// <summary>Further requests, which count for the promise but show nothing that another row does not.</summary>
    internal List<DemoRow> Unlisted { get; } = [];

    internal async Task RunAsync()
    {
        await using var resolver = new NameResolver(server.Options);
        await DeliverAsync("GetHostByNameAsync", DemoServer.Answers, resolver.StartGetHostByName(DemoServer.Answers));
        await DeliverAsync("GetHostByNameAsync, NXDOMAIN", DemoServer.Nobody, resolver.StartGetHostByName(DemoServer.Nobody));
        await DeliverAsync("GetServiceByNameAsync", "https/tcp", resolver.StartGetServiceByName("https", "tcp"));
        await DeliverAsync("GetProtocolByNumberAsync", "17", resolver.StartGetProtocolByNumber(17));
        await CancelQueuedAsync(resolver);
        await CancelInFlightAsync(resolver);
        await CancelByTokenAsync(resolver);
        await CancelCompletedAsync(resolver);
        server.ReleaseLateAnswers();
        await DeliverAsync("look-up behind the late answers", DemoServer.Answers, resolver.StartGetHostByName(DemoServer.Answers));
    }

    private DemoRow Add<T>(string what, string argument, Lookup<T> lookup)
    {
        var row = new DemoRow($"{what}: {argument}") { Handle = (nint)lookup.Handle, IsStarted = true };
        Rows.Add(row);
        return row;
    }

    private async Task<DemoRow> DeliverAsync<T>(string what, string argument, Lookup<T> lookup)
    {
        DemoRow row = Add(what, argument, lookup);
        await AwaitAsync(row, lookup);
        return row;
    }

    private static async Task AwaitAsync<T>(DemoRow row, Lookup<T> lookup)
    {
        try
        {
            row.Deliver("task completed", $"{await lookup.Completion}");
        }
        catch (LookupException e)
        {
            row.Deliver($"LookupException {e.SocketErrorCode}", "");
        }
        catch (OperationCanceledException e)
        {
            string token = e.CancellationToken.CanBeCanceled ? " with the caller's token" : "";
            row.NoteAcknowledgement($"{nameof(OperationCanceledException)}{token}");
        }
    }

    private static bool Cancel<T>(DemoRow row, Lookup<T> lookup)
    {
        CancelOutcome outcome = lookup.Cancel();
        bool succeeded = outcome is CancelOutcome.CancelledQueued or CancelOutcome.CancelledInFlight;
        row.NoteCancel($"{outcome}", succeeded);
        return succeeded;
    }

    private async Task CancelQueuedAsync(NameResolver resolver)
    {
        // The engine takes a look-up up within microseconds, and sometimes wins; those tries are cancelled as well.
        for (int i = 0; i < MaxTries; i++)
        {
            Lookup<HostEntry> lookup = resolver.StartGetHostByName(DemoServer.Silent, AddressFamily.InterNetwork);
            DemoRow row = Add("cancelled while queued", DemoServer.Silent, lookup);
            Cancel(row, lookup);
            await AwaitAsync(row, lookup);
            if (row.Cancel == nameof(CancelOutcome.CancelledQueued))
                return;
            Rows.Remove(row);
            Unlisted.Add(row);
        }
    }

    private async Task CancelInFlightAsync(NameResolver resolver)
    {
        int asked = server.Server.Queries.Count(q => q.Name.StartsWith("held", StringComparison.Ordinal));
        Lookup<HostEntry> lookup = resolver.StartGetHostByName(DemoServer.Held, AddressFamily.InterNetwork);
        DemoRow row = Add("cancelled in flight, twice", DemoServer.Held, lookup);
        await server.Server.WaitForQueriesAsync(DemoServer.Held, asked + 1);
        Cancel(row, lookup);
        Cancel(row, lookup);
        await AwaitAsync(row, lookup);
    }

    private async Task CancelByTokenAsync(NameResolver resolver)
    {
        using var source = new CancellationTokenSource();
        Lookup<HostEntry> lookup = resolver.StartGetHostByName(
            DemoServer.Silent, AddressFamily.InterNetwork, new LookupOptions { CancellationToken = source.Token });
        DemoRow row = Add("cancelled by its token", DemoServer.Silent, lookup);
        await source.CancelAsync();
        row.NoteCancel("token fired", lookup.State == LookupState.Cancelled);
        await AwaitAsync(row, lookup);
    }

    private async Task CancelCompletedAsync(NameResolver resolver)
    {
        Lookup<HostEntry> lookup = resolver.StartGetHostByName(DemoServer.Answers);
        DemoRow row = await DeliverAsync("cancelled after completion", DemoServer.Answers, lookup);
        Cancel(row, lookup);
    }
}
