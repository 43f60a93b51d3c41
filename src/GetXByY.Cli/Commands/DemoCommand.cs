using System.CommandLine;
using GetXByY.Cli.Demo;
using GetXByY.Cli.Output;

namespace GetXByY.Cli.Commands;

/// <summary>Shows what cancelling means: requests through all functions, cancelled in every state.</summary>
internal sealed class DemoCommand : Command, IGuided
{
    internal DemoCommand()
        : base("demo", "Starts requests through all functions, cancels some in every state, and shows that the promise holds.")
    {
        SetAction(RunAsync);
    }

    public string Guide => """
        Needs no network: it asks a name server in its own process, on a loopback port.

        Exit code 0 only if the promise held: every request that was started was
        either delivered or cancelled, and after a cancel that returned success no
        message came and no buffer was written to.
        """;

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var streams = new Streams(arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        await using var server = new DemoServer();
        using var window = new WindowProgram(server);
        var resolver = new ResolverProgram(server);
        try
        {
            await OnThreadOfItsOwnAsync(window.Run).WaitAsync(cancellationToken);
            await resolver.RunAsync().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            streams.Complain("interrupted");
            return (int)ExitCode.Cancelled;
        }
        DemoTable.Print(
            streams.Output,
            [.. window.Rows.Select(r => ("WinSock", r)), .. resolver.Rows.Select(r => ("NameResolver", r))]);
        var verdict = DemoVerdict.Of(
            [.. window.Rows, .. resolver.Rows, .. resolver.Unlisted], window.WritesAfterCancel);
        streams.Output.WriteLine(verdict);
        return (int)(verdict.Held ? ExitCode.Success : ExitCode.Failure);
    }

    // A message queue belongs to a thread, and tasks go from one to another.
    private static Task OnThreadOfItsOwnAsync(Action run)
    {
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                run();
                source.SetResult();
            }
            catch (Exception e)
            {
                source.SetException(e);
            }
        })
        { IsBackground = true, Name = "window" }.Start();
        return source.Task;
    }
}
