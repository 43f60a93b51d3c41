using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace GetXByY.Cli.Commands;

/// <summary>The help of the parser, with the guide of the command behind it.</summary>
internal sealed class GuidedHelp(HelpAction syntax) : SynchronousCommandLineAction
{
    public override bool Terminating => true;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        syntax.Invoke(parseResult);
        if (parseResult.CommandResult.Command is IGuided guided)
            parseResult.InvocationConfiguration.Output.WriteLine(guided.Guide);
        return (int)ExitCode.Success;
    }
}
