using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using GetXByY.Cli.Output;

namespace GetXByY.Cli.Commands;

/// <summary>The program itself.</summary>
internal sealed class ToolCommand : RootCommand, IGuided
{
    internal ToolCommand()
        : base("Looks up hosts, services and protocols like getent; Ctrl-C really cancels what is outstanding.")
    {
        HelpName = ToolName.Value;
        Add(new HostCommand());
        Add(new ServiceCommand());
        Add(new ProtocolCommand());
        Add(new ConfigCommand());
        Add(new DemoCommand());
        foreach (Option option in Options)
        {
            if (option is HelpOption { Action: HelpAction syntax } help)
            {
                help.Description = "Show this help.";
                help.Action = new GuidedHelp(syntax);
            }
            else if (option is VersionOption version)
            {
                version.Description = "Show the version.";
                version.Action = new VersionAction();
            }
        }
        SetAction(ComplainOfMissingCommand);
    }

    public string Guide => """
        Exit codes, the worst one counts:
          1    wrong usage or an internal error
          130  a signal (Ctrl-C, SIGTERM) cancelled look-ups
          3    something could not be found out: no answer in time, servers failed
               or refused, a file cannot be read (TryAgain, NoRecovery)
          2    something does not exist (HostNotFound, NoData)
          0    everything was found
        """;

    private static int ComplainOfMissingCommand(ParseResult arguments)
    {
        var streams = new Streams(arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        return (int)streams.ComplainOfUsage(
            "no command was given; write host, service, protocol, config or demo", arguments.CommandResult.Command);
    }

    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override bool Terminating => true;

        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine($"{ToolName.Value} {ToolName.Version}");
            return (int)ExitCode.Success;
        }
    }
}
