using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using GetXByY.Cli.Options;
using GetXByY.Cli.Output;
using GetXByY.Cli.Questions;

namespace GetXByY.Cli.Commands;

/// <summary>Hosts by name and by address.</summary>
internal sealed class HostCommand : LookupCommand<HostQuestion, HostEntry>, IGuided
{
    private readonly Option<IPEndPoint[]> _servers;
    private readonly Option<AddressFamily> _family;
    private readonly Option<string?> _resolvConf;
    private readonly Option<string?> _hosts;
    private readonly Option<string?> _nsSwitch;
    private readonly Option<string?> _gaiConf;
    private readonly Option<bool> _mixCase;

    internal HostCommand()
        : this(
            LookupSwitches.Servers(),
            LookupSwitches.Family(),
            LookupSwitches.File("--resolv-conf", "Read this file instead of /etc/resolv.conf."),
            LookupSwitches.File("--hosts", "Read this file instead of /etc/hosts."),
            LookupSwitches.File("--nsswitch", "Read this file instead of /etc/nsswitch.conf."),
            LookupSwitches.File("--gai-conf", "Read this file instead of /etc/gai.conf, which orders addresses."),
            LookupSwitches.MixCase())
    {
    }

    private HostCommand(
        Option<IPEndPoint[]> servers, Option<AddressFamily> family, Option<string?> resolvConf, Option<string?> hosts,
        Option<string?> nsSwitch, Option<string?> gaiConf, Option<bool> mixCase)
        : base(
            "host", "Looks up the addresses of names and the names of addresses, as nsswitch.conf says.",
            "NAME|ADDRESS", new HostFormat(), [servers, family, resolvConf, hosts, nsSwitch, gaiConf, mixCase])
    {
        _servers = servers;
        _family = family;
        _resolvConf = resolvConf;
        _hosts = hosts;
        _nsSwitch = nsSwitch;
        _gaiConf = gaiConf;
        _mixCase = mixCase;
    }

    public string Guide => """
        Output: a line for each address, with the name and its aliases.
        JSON:   {"query","name","aliases","addresses","ttl"} or {"query","error","message"}; error is
                HostNotFound, NoData, TryAgain, NoRecovery, NetworkDown or Cancelled. What the name server says about it
                (RFC 8914) is "extendedError":{"code","purpose","text"}.

        Examples:
          getxbyy host localhost 127.0.0.1
          getxbyy host --server 192.0.2.53 --timeout 2s --family inet6 www.example.org
        """;

    protected override void Configure(NameResolverOptions options, ParseResult arguments)
    {
        foreach (IPEndPoint server in arguments.GetValue(_servers) ?? [])
            options.Servers.Add(server);
        options.ResolvConfPath = arguments.GetValue(_resolvConf);
        options.HostsPath = arguments.GetValue(_hosts);
        options.NsSwitchPath = arguments.GetValue(_nsSwitch);
        options.GaiConfPath = arguments.GetValue(_gaiConf);
        options.MixLetterCase = arguments.GetValue(_mixCase);
    }

    protected override Lookup<HostEntry> Start(
        NameResolver resolver, HostQuestion question, LookupOptions options, ParseResult arguments)
    {
        AddressFamily family = arguments.GetValue(_family);
        // An address of another family than the wanted one is left to the look-up by name, which knows what to say.
        bool byAddress = question.Address is not null
            && (family == AddressFamily.Unspecified || family == question.Address.AddressFamily);
        return byAddress
            ? resolver.StartGetHostByAddress(question.Address!, options)
            : resolver.StartGetHostByName(question.Text, family, options);
    }
}
