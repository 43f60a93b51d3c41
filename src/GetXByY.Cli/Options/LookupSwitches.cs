using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Net.Sockets;

namespace GetXByY.Cli.Options;

/// <summary>Makes the options of the commands that look something up.</summary>
internal static class LookupSwitches
{
    private const int MaxServers = 16;

    internal static Option<IPEndPoint[]> Servers() => new("--server")
    {
        HelpName = "IP[:PORT]",
        Description = "Ask this name server, not those of resolv.conf; IPv6 with a port is [::1]:5353. Repeatable.",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = ParseServers,
    };

    internal static Option<AddressFamily> Family() => new("--family")
    {
        HelpName = "any|inet|inet6",
        Description = "The family of the wanted addresses; without it any.",
        CustomParser = ParseFamily,
    };

    internal static Option<TimeSpan?> Timeout() => new("--timeout")
    {
        HelpName = "TIME",
        Description = "Give up each look-up after this time, its wait behind others included: 500ms, 5s, 2m; without it only attempts are limited.",
        CustomParser = ParseTimeout,
    };

    internal static Option<string?> File(string name, string description)
    {
        var option = new Option<string?>(name) { HelpName = "FILE", Description = description };
        option.Validators.Add(result =>
        {
            foreach (Token token in result.Tokens)
            {
                if (Directory.Exists(token.Value))
                    result.AddError($"option '{name}': '{token.Value}' is a folder, not a file");
                else if (!System.IO.File.Exists(token.Value))
                    result.AddError($"option '{name}': there is no file '{token.Value}'");
            }
        });
        return option;
    }

    internal static Option<bool> MixCase() => new("--mix-case")
    {
        Description = "Mix capitals and small letters in what servers are asked, against forged answers.",
        Arity = ArgumentArity.Zero,
    };

    internal static Option<bool> Json(
        string description = "Write one JSON object a line for each argument, failures too.") => new("--json")
        {
            Description = description,
            // A switch has no value: what follows it is a name.
            Arity = ArgumentArity.Zero,
        };

    internal static Option<bool> Verbose() => new("--verbose")
    {
        Description = "Tell which lines of the configuration and database files were skipped, and why.",
        Arity = ArgumentArity.Zero,
    };

    private static IPEndPoint[]? ParseServers(ArgumentResult result)
    {
        var servers = new List<IPEndPoint>();
        foreach (Token token in result.Tokens)
        {
            if (ServerText.TryParse(token.Value, out IPEndPoint? server))
                servers.Add(server);
            else
                result.AddError(
                    $"option '--server': '{token.Value}' is no address of a server; " +
                    "write 192.0.2.1, 192.0.2.1:5353, ::1 or [::1]:5353");
        }
        if (servers.Count > MaxServers)
            result.AddError($"option '--server': there may be at most {MaxServers} servers, not {servers.Count}");
        return [.. servers];
    }

    private static AddressFamily ParseFamily(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        switch (text)
        {
            case "any":
                return AddressFamily.Unspecified;
            case "inet":
                return AddressFamily.InterNetwork;
            case "inet6":
                return AddressFamily.InterNetworkV6;
            default:
                result.AddError($"option '--family': '{text}' is no family; write any, inet or inet6");
                return default;
        }
    }

    private static TimeSpan? ParseTimeout(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (DurationText.TryParse(text, out TimeSpan timeout))
            return timeout;
        result.AddError(
            $"option '--timeout': '{text}' is no time from 1 ms to 24 days; write it with a unit, as in 500ms, 5s or 2m");
        return null;
    }
}
