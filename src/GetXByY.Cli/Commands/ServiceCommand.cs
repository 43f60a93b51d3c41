using System.CommandLine;
using GetXByY.Cli.Options;
using GetXByY.Cli.Output;
using GetXByY.Cli.Questions;

namespace GetXByY.Cli.Commands;

/// <summary>Services by name and by port.</summary>
internal sealed class ServiceCommand : LookupCommand<ServiceQuestion, ServiceEntry>, IGuided
{
    private readonly Option<string?> _services;

    internal ServiceCommand()
        : this(LookupSwitches.File("--services", "Read this file instead of /etc/services."))
    {
    }

    private ServiceCommand(Option<string?> services)
        : base(
            "service", "Looks up services by name or port; without a protocol the first entry of the file counts.",
            "NAME|PORT[/PROTOCOL]", new ServiceFormat(), [services]) =>
        _services = services;

    public string Guide => """
        Output: the name, the port with its protocol, and the aliases.
        JSON:   {"query","name","port","protocol","aliases"} or {"query","error","message"}; error is
                NoData, NoRecovery, TryAgain or Cancelled.

        Examples:
          getxbyy service https/tcp 53/udp
          getxbyy service --json domain
        """;

    protected override void Configure(NameResolverOptions options, ParseResult arguments) =>
        options.ServicesPath = arguments.GetValue(_services);

    protected override Lookup<ServiceEntry> Start(
        NameResolver resolver, ServiceQuestion question, LookupOptions options, ParseResult arguments) =>
        question.Name is string name
            ? resolver.StartGetServiceByName(name, question.Protocol, options)
            : resolver.StartGetServiceByPort(question.Port, question.Protocol, options);
}
