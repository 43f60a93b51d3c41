using System.CommandLine;
using GetXByY.Cli.Output;

namespace GetXByY.Cli.Commands;

/// <summary>The place of the demonstration, which is not written yet; hidden until it is.</summary>
internal sealed class DemoCommand : Command
{
    internal DemoCommand()
        : base("demo", "Not there yet.")
    {
        Hidden = true;
        SetAction(RunAsync);
    }

    private static Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var streams = new Streams(arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        streams.Complain("there is no demo yet");
        return Task.FromResult((int)ExitCode.Failure);
    }
}
