using System.CommandLine;
using GetXByY.Cli.Options;
using GetXByY.Cli.Output;

namespace GetXByY.Cli.Commands;

/// <summary>Shows what the resolver goes by: what was understood of which line of which file, and what was not.</summary>
internal sealed class ConfigCommand : Command, IGuided
{
    private readonly Option<string?> _resolvConf =
        LookupSwitches.File("--resolv-conf", "Read this file instead of /etc/resolv.conf.");
    private readonly Option<string?> _nsSwitch =
        LookupSwitches.File("--nsswitch", "Read this file instead of /etc/nsswitch.conf.");
    private readonly Option<string?> _gaiConf =
        LookupSwitches.File("--gai-conf", "Read this file instead of /etc/gai.conf, which orders addresses.");
    private readonly Option<string?> _hosts = LookupSwitches.File("--hosts", "Read this file instead of /etc/hosts.");
    private readonly Option<string?> _services =
        LookupSwitches.File("--services", "Read this file instead of /etc/services.");
    private readonly Option<string?> _protocols =
        LookupSwitches.File("--protocols", "Read this file instead of /etc/protocols.");
    private readonly Option<bool> _json = LookupSwitches.Json("Write one JSON object.");

    internal ConfigCommand()
        : base("config", "Shows what was understood of the configuration, from which file and line, and what was ignored.")
    {
        foreach (Option option in (Option[])[_resolvConf, _nsSwitch, _gaiConf, _hosts, _services, _protocols, _json])
            Add(option);
        SetAction(RunAsync);
    }

    public string Guide => """
        Output: a line for each setting, with its value, and the file and line (or the environment variable,
                interface or default) that it comes from; then a line for each that was ignored, and why.
        JSON:   {"settings":[{"name","value","origin","line"}],
                 "ignored":[{"file","line","text","reason"}]}; line is 0 where there is none.

        Examples:
          getxbyy config
          getxbyy config --resolv-conf ./resolv.conf --json
        """;

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var options = new NameResolverOptions
        {
            ResolvConfPath = arguments.GetValue(_resolvConf),
            NsSwitchPath = arguments.GetValue(_nsSwitch),
            GaiConfPath = arguments.GetValue(_gaiConf),
            HostsPath = arguments.GetValue(_hosts),
            ServicesPath = arguments.GetValue(_services),
            ProtocolsPath = arguments.GetValue(_protocols),
        };
        // A file may be on a disk that is gone: a signal is obeyed while they are read.
        Task<NameResolver> reading = Task.Run(() => new NameResolver(options), CancellationToken.None);
        if (await Task.WhenAny(reading, Task.Delay(Timeout.Infinite, cancellationToken)) != reading)
            return (int)ExitCode.Cancelled;
        await using NameResolver resolver = await reading;
        TextWriter output = arguments.InvocationConfiguration.Output;
        if (arguments.GetValue(_json))
            ConfigFormat.WriteJson(output, resolver.ConfigurationSettings, resolver.ConfigurationProblems);
        else
            ConfigFormat.WriteText(output, resolver.ConfigurationSettings, resolver.ConfigurationProblems);
        return (int)ExitCode.Success;
    }
}
