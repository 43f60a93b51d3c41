using System.CommandLine;
using GetXByY.Cli.Options;
using GetXByY.Cli.Output;
using GetXByY.Cli.Questions;

namespace GetXByY.Cli.Commands;

/// <summary>Protocols by name and by number.</summary>
internal sealed class ProtocolCommand : LookupCommand<ProtocolQuestion, ProtocolEntry>, IGuided
{
    private readonly Option<string?> _protocols;

    internal ProtocolCommand()
        : this(LookupSwitches.File("--protocols", "Read this file instead of /etc/protocols."))
    {
    }

    private ProtocolCommand(Option<string?> protocols)
        : base(
            "protocol", "Looks up protocols by name or number.", "NAME|NUMBER", new ProtocolFormat(), [protocols]) =>
        _protocols = protocols;

    public string Guide => """
        Output: the name, the number and the aliases.
        JSON:   {"query","name","number","aliases"} or {"query","error","message"}; error is
                NoData, NoRecovery, TryAgain or Cancelled.

        Examples:
          getxbyy protocol tcp 17
          getxbyy protocol --json ipv6-icmp
        """;

    protected override void Configure(NameResolverOptions options, ParseResult arguments) =>
        options.ProtocolsPath = arguments.GetValue(_protocols);

    protected override Lookup<ProtocolEntry> Start(
        NameResolver resolver, ProtocolQuestion question, LookupOptions options, ParseResult arguments) =>
        question.Number is int number
            ? resolver.StartGetProtocolByNumber(number, options)
            : resolver.StartGetProtocolByName(question.Text, options);
}
