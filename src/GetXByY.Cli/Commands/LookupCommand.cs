using System.CommandLine;
using System.CommandLine.Parsing;
using GetXByY.Cli.Options;
using GetXByY.Cli.Output;
using GetXByY.Cli.Questions;

namespace GetXByY.Cli.Commands;

/// <summary>A command that looks up each of its arguments, all at once.</summary>
internal abstract class LookupCommand<TQuestion, TEntry> : Command
    where TQuestion : class, IQuestion<TQuestion>
    where TEntry : class
{
    // The most that NameResolverOptions.MaxOutstanding allows; no system takes as many arguments.
    private const int MostOutstanding = 4_194_304;

    private readonly IEntryFormat<TEntry> _format;
    private readonly Argument<TQuestion[]> _questions;
    private readonly Option<TimeSpan?> _timeout = LookupSwitches.Timeout();
    private readonly Option<bool> _json = LookupSwitches.Json();
    private readonly Option<bool> _verbose = LookupSwitches.Verbose();

    /// <param name="name">The name of the command, which is also that of what it looks up.</param>
    /// <param name="description">What it does.</param>
    /// <param name="questions">What its arguments are.</param>
    /// <param name="format">How it writes what it finds.</param>
    /// <param name="options">The options that other look-ups have not.</param>
    protected LookupCommand(
        string name, string description, string questions, IEntryFormat<TEntry> format, Option[] options)
        : base(name, description)
    {
        _format = format;
        _questions = new Argument<TQuestion[]>(questions)
        {
            HelpName = questions,
            Description = "What to look up. The results come in the order of the arguments.",
            Arity = ArgumentArity.OneOrMore,
            CustomParser = ParseQuestions,
        };
        Add(_questions);
        foreach (Option option in (Option[])[.. options, _timeout, _json, _verbose])
            Add(option);
        SetAction(RunAsync);
    }

    /// <summary>Lays what the options of this command say into those of the resolver.</summary>
    protected abstract void Configure(NameResolverOptions options, ParseResult arguments);

    /// <summary>Starts to look up one argument.</summary>
    protected abstract Lookup<TEntry> Start(
        NameResolver resolver, TQuestion question, LookupOptions options, ParseResult arguments);

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        TQuestion[] questions = arguments.GetRequiredValue(_questions);
        var streams = new Streams(arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        // The process ends before anybody could change a file.
        var options = new NameResolverOptions
        {
            MaxOutstanding = Math.Min(questions.Length, MostOutstanding),
            FollowChanges = false,
        };
        if (arguments.GetValue(_timeout) is TimeSpan timeout)
            options.Timeout = timeout;
        Configure(options, arguments);
        IResults<TEntry> results = arguments.GetValue(_json)
            ? new JsonResults<TEntry>(_format, streams.Output)
            : new TextResults<TEntry>(_format, streams);
        if (await MakeResolverAsync(options, cancellationToken) is not NameResolver made)
            return (int)GiveUp(questions, results, streams);
        await using NameResolver resolver = made;
        TellProblems(resolver, streams, arguments.GetValue(_verbose));
        var run = new LookupRun<TEntry>(results, streams);
        foreach (TQuestion question in questions)
            run.Add(question.Text, Start(resolver, question, run.Options, arguments));
        return (int)await run.FinishAsync(cancellationToken);
    }

    // Reading the files takes as long as they like: one may be on a disk that is gone. A signal is obeyed all the same, and the
    // end of the process ends the reading.
    private static async Task<NameResolver?> MakeResolverAsync(
        NameResolverOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => new NameResolver(options), CancellationToken.None).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static ExitCode GiveUp(TQuestion[] questions, IResults<TEntry> results, Streams streams)
    {
        foreach (TQuestion question in questions)
            results.Cancelled(question.Text);
        streams.Complain($"interrupted: {questions.Length} of {questions.Length} look-ups cancelled");
        return ExitCode.Cancelled;
    }

    // Lines that are skipped seldom matter, but a file that is not read, or not to its end, always does. Such a problem comes
    // before all others of its file.
    private static void TellProblems(NameResolver resolver, Streams streams, bool verbose)
    {
        string file = "";
        foreach (ConfigurationProblem problem in resolver.ConfigurationProblems)
        {
            if (problem is { Line: 0, Text: "" } && problem.File != file)
                streams.Complain(problem.ToString());
            else if (verbose)
                streams.Complain($"skipped: {problem}");
            file = problem.File;
        }
    }

    private TQuestion[]? ParseQuestions(ArgumentResult result)
    {
        var questions = new List<TQuestion>(result.Tokens.Count);
        foreach (Token token in result.Tokens)
        {
            if (token.Value.Length == 0)
                result.AddError($"{Name} '': the argument is empty");
            // The parser takes an option that it does not know for one more argument.
            else if (token.Value.StartsWith('-'))
                result.AddError($"{Name} '{token.Value}': there is no such option, and no name begins with '-'");
            else if (TQuestion.TryParse(token.Value, out TQuestion? question, out string problem))
                questions.Add(question);
            else
                result.AddError(problem);
        }
        return [.. questions];
    }
}
