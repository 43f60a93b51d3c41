using System.CommandLine;
using System.CommandLine.Invocation;
using GetXByY.Cli.Commands;
using GetXByY.Cli.Output;

namespace GetXByY.Cli;

/// <summary>The whole program but for its process: arguments and writers in, exit code out.</summary>
internal static class CommandLine
{
    // Without response files: a name that begins with @ is a wrong name, not the name of a file of names.
    private static readonly ParserConfiguration s_grammar = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs one command. Whatever goes wrong is told in one line on <paramref name="error"/>.</summary>
    /// <param name="args">The arguments behind the name of the program.</param>
    /// <param name="output">Where results go. It is flushed, not disposed.</param>
    /// <param name="error">Where errors go.</param>
    /// <param name="cancellationToken">Cancels the look-ups that are outstanding.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    internal static async Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var streams = new Streams(output, error);
        try
        {
            ParseResult arguments = new ToolCommand().Parse(args, s_grammar);
            if (arguments.Action is ParseErrorAction)
                return (int)streams.ComplainOfUsage(arguments.Errors[0].Message, arguments.CommandResult.Command);
            int code = await arguments.InvokeAsync(ConfigurationFor(streams), cancellationToken);
            await output.FlushAsync(CancellationToken.None);
            return code;
        }
        catch (IOException exception) when (StandardOutput.IsBrokenPipe(exception))
        {
            return (int)ExitCode.Success;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            streams.Complain($"cannot write the output: {exception.Message}");
        }
        catch (Exception exception)
        {
            streams.Complain($"internal error, please report it: {exception.GetType().Name}: {exception.Message}");
        }
        return (int)ExitCode.Failure;
    }

    // Signals are caught by Interruption: the parser would end the process after two seconds, cancelled or not.
    private static InvocationConfiguration ConfigurationFor(Streams streams) => new()
    {
        Output = streams.Output,
        Error = streams.Error,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };
}
