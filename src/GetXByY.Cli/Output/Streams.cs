using System.CommandLine;

namespace GetXByY.Cli.Output;

/// <summary>Where results go and where complaints go.</summary>
internal sealed class Streams(TextWriter output, TextWriter error)
{
    internal TextWriter Output { get; } = output;

    internal TextWriter Error { get; } = error;

    /// <summary>Tells what went wrong, in one line.</summary>
    internal void Complain(string message)
    {
        try
        {
            // Before it, so that on a terminal the two streams show what came first.
            Output.Flush();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The exit code tells that results were lost; the complaint is due all the same.
        }
        WriteError($"{ToolName.Value}: {message}");
    }

    /// <summary>Tells what is wrong with the arguments, and where the right ones are told.</summary>
    internal ExitCode ComplainOfUsage(string message, Command command)
    {
        Complain(message.TrimEnd('.'));
        string name = command is RootCommand ? ToolName.Value : $"{ToolName.Value} {command.Name}";
        WriteError($"Try '{name} --help'.");
        return ExitCode.Failure;
    }

    // Where errors cannot be written there is nobody to tell that to; the exit code remains.
    private void WriteError(string line)
    {
        try
        {
            Error.WriteLine(PlainText.Of(line));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
